package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentDocumentTest {
    private static final String RUN = """
            name: wide
            network:
              preset: fc2layer
            dataset:
              name: mnist
            optimizer:
              learningRate: 0.1
            """;

    @Test
    void singleRunIsAnExperimentOfItsOwn() throws IOException {
        ExperimentSpec experiment = read(RUN).spec();

        assertThat(experiment.name()).isEqualTo("wide");
        assertThat(experiment.runs()).extracting(RunSpec::name).containsExactly("wide");
    }

    @Test
    void valueIsSetInEveryRun() throws IOException {
        ExperimentDocument document = read("""
                name: both
                runs:
                  - {name: a, network: {preset: fc2layer}, dataset: {name: mnist}, optimizer: {learningRate: 0.1}}
                  - {name: b, network: {preset: small-cnn}, dataset: {name: mnist}, optimizer: {learningRate: 0.1}}
                """);

        document.setInEveryRun("optimizer.learningRate", "0.5");

        assertThat(document.spec().runs())
                .extracting(run -> run.optimizer().learningRate())
                .containsExactly(0.5, 0.5);
    }

    @Test
    void missingPartIsMadeForValueWithin() throws IOException {
        ExperimentDocument document = ExperimentDocument.preset("small-cnn");

        document.setInEveryRun("augmentation.shift", "2");

        assertThat(document.spec().runs().getFirst().augmentation().shift()).isEqualTo(2);
    }

    @Test
    void everyWrongFieldIsNamed() throws IOException {
        ExperimentDocument document = ExperimentDocument.preset("small-cnn");
        document.setInEveryRun("epochs", "many");
        document.setInEveryRun("optimizer.learningRat", "1");

        assertThatThrownBy(document::spec)
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("runs[0].epochs: must be an integer")
                .hasMessageContaining("runs[0].optimizer.learningRat: is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"course-mnist", "course-cifar-tutorial", "course-cifar-lab", "course-cifar-vgg"})
    void exampleCanBeQueuedAsItIs(String name) throws IOException {
        ExperimentSpec experiment = ExperimentDocument.read(Path.of("..", "examples", name + ".yaml"))
                .spec();

        assertThat(experiment.name()).startsWith("The course: ");
        assertThat(experiment.runs())
                .extracting(RunSpec::name)
                .allSatisfy(run -> assertThat(run).containsPattern(", seed [123]$"));
    }

    @Test
    void documentThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> read("just a text")).isInstanceOf(InvalidSpecException.class);
    }

    private static ExperimentDocument read(String yaml) throws IOException {
        return ExperimentDocument.of(new YAMLMapper().readTree(yaml));
    }
}
