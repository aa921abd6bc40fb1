package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({"010,10", "0o10,8", "0x10,16", "1e1,10", "10.0,10"})
    void numberMeansWhatYamlSays(String written, int meant) throws IOException {
        ExperimentSpec experiment = read(RUN + "epochs: " + written + "\n").spec();

        assertThat(experiment.runs().getFirst().epochs()).isEqualTo(meant);
    }

    @Test
    void aliasStandsForItsAnchor() throws IOException {
        ExperimentSpec experiment = read("""
                name: both
                runs:
                  - {name: a, network: {preset: fc2layer}, dataset: &data {name: mnist}, optimizer: &sgd {learningRate: 0.1}}
                  - {name: b, network: {preset: small-cnn}, dataset: *data, optimizer: *sgd}
                """).spec();

        assertThat(experiment.runs()).extracting(run -> run.dataset().name()).containsExactly("mnist", "mnist");
    }

    @Test
    void wordThatYamlOnceTookForAFlagIsAName() throws IOException {
        assertThat(read(RUN.replace("wide", "yes")).spec().name()).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epochs: 1\nepochs: 2\n",
                "---\nname: another\n",
                "epochs: !!binary AAAA\n",
                "epochs: .inf\n",
                "epochs: *nowhere\n",
                "? {a: b}\n: 1\n",
                """
                a: &a [x,x,x,x,x,x,x,x,x,x]
                b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
                e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
                f: [*e,*e,*e,*e,*e,*e]
                """,
                "deep: &deep [*deep]\n",
                "\tepochs: 1\n"
            })
    void whatIsAmbiguousOrNoJsonIsRefused(String more) {
        assertThatThrownBy(() -> read(RUN + more)).isInstanceOf(IOException.class);
    }

    @Test
    void mergeKeyOfOlderYamlIsRefusedByName() throws IOException {
        ExperimentDocument document = read(RUN + "<<: {epochs: 3}\n");

        assertThatThrownBy(document::spec).hasMessageContaining("<<: is not known here");
    }

    private static ExperimentDocument read(String yaml) throws IOException {
        return ExperimentDocument.of(ExperimentYaml.read(yaml));
    }
}
