package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SpecJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SHORTEST = """
            {"name": "cnn", "network": {"preset": "small-cnn"}, "dataset": {"name": "mnist"},
             "optimizer": {"learningRate": 0.01}}
            """;

    @Test
    void experimentSurvivesWritingAndReading() {
        ExperimentSpec spec = new ExperimentSpec("all", "", 5, List.of(Samples.SPEC));

        assertThat(SpecJson.readExperiment(SpecJson.writeExperiment(spec))).isEqualTo(spec);
    }

    @Test
    void whatIsLeftOutGetsTheUsualValue() throws JsonProcessingException {
        RunSpec spec = SpecJson.readRun(MAPPER.readTree(SHORTEST));

        assertThat(spec.batchSize()).isEqualTo(64);
        assertThat(spec.epochs()).isEqualTo(1);
        assertThat(spec.schedule()).isEqualTo(new ScheduleSpec.Constant());
        assertThat(spec.pixelPermutationSeed()).isEmpty();
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() throws JsonProcessingException {
        JsonNode json = MAPPER.readTree("""
                {"name": "e", "runs": [{"name": "cnn", "network": {"layers": [{"type": "dense", "units": 0}]},
                 "dataset": {"name": "mnits"}, "optimizer": {"learningRate": -1}, "batchSize": "many", "epoch": 3}]}
                """);

        assertThat(errorsOf(json))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "runs[0].network.layers[0].units",
                        "runs[0].dataset.name",
                        "runs[0].optimizer.learningRate",
                        "runs[0].batchSize",
                        "runs[0].epoch");
    }

    @Test
    void networkThatDoesNotFitTheDataIsNamedByLayer() throws JsonProcessingException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(SHORTEST);
        run.set(
                "network",
                MAPPER.readTree("{\"layers\": [{\"type\": \"flatten\"}, {\"type\": \"dense\", \"units\": 9}]}"));
        ObjectNode json = MAPPER.createObjectNode().put("name", "e");
        json.putArray("runs").add(run);

        assertThat(errorsOf(json)).extracting(FieldError::field).containsExactly("runs[0].network.layers[1]");
    }

    @Test
    void twoRunsOfOneNameAreRefused() throws JsonProcessingException {
        ObjectNode json = MAPPER.createObjectNode().put("name", "e");
        json.putArray("runs").add(MAPPER.readTree(SHORTEST)).add(MAPPER.readTree(SHORTEST));

        assertThat(errorsOf(json)).extracting(FieldError::field).containsExactly("runs[1].name");
    }

    @Test
    void parametersAreFlat() {
        ObjectNode flat = SpecParameters.of(Samples.SPEC);

        assertThat(flat.get("network").textValue()).isEqualTo("custom");
        assertThat(flat.get("dataset").textValue()).isEqualTo("mnist");
        assertThat(flat.get("optimizer").textValue()).isEqualTo("sgd");
        assertThat(flat.get("optimizer.learningRate").doubleValue()).isEqualTo(0.01);
        assertThat(flat.get("pixelsPermuted").booleanValue()).isTrue();
        assertThat(flat).allMatch(JsonNode::isValueNode);
    }

    private static List<FieldError> errorsOf(JsonNode json) {
        return Objects.requireNonNull(
                        catchThrowableOfType(InvalidSpecException.class, () -> SpecJson.readExperiment(json)))
                .errors();
    }
}
