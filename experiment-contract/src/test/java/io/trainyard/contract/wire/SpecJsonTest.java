package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"sgd\",\"learningRate\":0.1,\"momentum\":0.9,\"nesterov\":true,\"weightDecay\":0.0005}",
                "{\"type\":\"adam\",\"learningRate\":0.001,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1e-8,\"weightDecay\":0.0}",
                "{\"type\":\"adamw\",\"learningRate\":0.001,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1e-8,\"weightDecay\":0.01}",
                "{\"type\":\"rmsprop\",\"learningRate\":0.01,\"alpha\":0.99,\"momentum\":0.0,\"epsilon\":1e-8,\"weightDecay\":0.0}"
            })
    void everyOptimizerIsWrittenAsItIsRead(String optimizer) throws JsonProcessingException {
        assertThat(rewritten("optimizer", optimizer)).isEqualTo(MAPPER.readTree(optimizer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"constant\",\"warmupEpochs\":0}",
                "{\"type\":\"step\",\"every\":30,\"gamma\":0.1,\"warmupEpochs\":0}",
                "{\"type\":\"cosine\",\"warmupEpochs\":5}",
                "{\"type\":\"one-cycle\",\"rise\":0.3,\"startDivisor\":25.0,\"endDivisor\":10000.0,\"warmupEpochs\":0}",
                "{\"type\":\"plateau\",\"factor\":0.1,\"patience\":10,\"threshold\":0.0001,\"minFactor\":0.0,\"warmupEpochs\":1}"
            })
    void everyScheduleIsWrittenAsItIsRead(String schedule) throws JsonProcessingException {
        assertThat(rewritten("schedule", schedule)).isEqualTo(MAPPER.readTree(schedule));
    }

    @TestFactory
    Stream<DynamicTest> everyPresetCanBeWrittenOutAsLayers() {
        return NetworkPresets.all().stream()
                .map(preset -> DynamicTest.dynamicTest(preset.name(), () -> {
                    NetworkSpec layers = new NetworkSpec.Layers(preset.layers(new Shape(3, 224, 224), 1000));

                    JsonNode json =
                            MAPPER.readTree(SpecJson.writeNetwork(layers).toString());

                    assertThat(SpecJson.readNetwork(json)).isEqualTo(layers);
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer, adamw, 0.01, weightDecay",
        "optimizer, rmsprop, 0.99, alpha",
        "schedule, one-cycle, 0.3, rise",
        "schedule, plateau, 0.1, factor",
        "loss, cross-entropy, 0, labelSmoothing"
    })
    void fieldsThatAreLeftOutGetTheirDefault(String part, String type, double fallback, String field)
            throws JsonProcessingException {
        String json = "{\"type\":\"" + type + "\"" + (part.equals("optimizer") ? ",\"learningRate\":0.01}" : "}");

        assertThat(rewritten(part, json).get(field).doubleValue()).isEqualTo(fallback);
    }

    @Test
    void fieldOfAnotherKindIsRefused() throws JsonProcessingException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(SHORTEST);
        run.set("optimizer", MAPPER.readTree("{\"type\": \"adam\", \"learningRate\": 0.01, \"momentum\": 0.9}"));
        ObjectNode json = MAPPER.createObjectNode().put("name", "e");
        json.putArray("runs").add(run);

        assertThat(errorsOf(json)).extracting(FieldError::field).containsExactly("runs[0].optimizer.momentum");
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
    void setOfOnesOwnIsDescribedWithinTheSpecification() throws JsonProcessingException {
        ObjectNode json = experimentOn("flowers", "");

        RunSpec spec = SpecJson.readExperiment(json, new OwnDatasets(List.of(Samples.FLOWERS)))
                .runs()
                .getFirst();

        assertThat(spec.dataset().own()).contains(Samples.FLOWERS);
        assertThat(spec.resolvedNetwork().nodes().getLast().output()).isEqualTo(Shape.vector(2));
        assertThat(SpecJson.readStoredRun(SpecJson.writeStoredRun(spec).toString()))
                .isEqualTo(spec);
        assertThat(SpecJson.writeStoredRun(spec).get(SpecJson.VERSION).intValue())
                .isEqualTo(2);
        assertThat(SpecParameters.of(spec)).allMatch(JsonNode::isValueNode);
        assertThat(SpecParameters.of(spec).get("dataset.digest").textValue()).isEqualTo(Samples.FLOWERS.digest());
    }

    @Test
    void oneOfSeveralVersionsIsNamedByItsDigest() throws JsonProcessingException {
        DatasetInfo newer = ofDigest("f".repeat(64));
        OwnDatasets known = new OwnDatasets(List.of(newer, Samples.FLOWERS));

        assertThat(infoOf(experimentOn("flowers", ""), known)).isEqualTo(newer);
        assertThat(infoOf(experimentOn("flowers", Samples.FLOWERS.digest()), known))
                .isEqualTo(Samples.FLOWERS);
        assertThatThrownBy(() -> infoOf(experimentOn("flowers", "a".repeat(64)), known))
                .hasMessageContainingAll("runs[0].dataset.name", "no worker has the version aaaa");
        assertThatThrownBy(() -> infoOf(experimentOn("mnist", "a".repeat(64)), known))
                .hasMessageContaining("runs[0].dataset.digest: is not that of mnist");
    }

    @Test
    void setThatNobodyHasIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> infoOf(experimentOn("trees", ""), new OwnDatasets(List.of(Samples.FLOWERS))))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("runs[0].dataset.name: is 'trees', but must be one of mnist")
                .hasMessageContaining("flowers");
    }

    @Test
    void descriptionThatDoesNotFitIsRefused() {
        ObjectNode damaged = DatasetJson.write(ofDigest("short"));
        damaged.putArray("classes").add("one").add("one");
        damaged.putArray("mean").add(0.5);

        assertThatThrownBy(() -> DatasetJson.read(damaged))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContainingAll("digest", "classes", "mean");
    }

    private static DatasetInfo infoOf(ObjectNode json, OwnDatasets known) {
        return SpecJson.readExperiment(json, known).runs().getFirst().dataset().info();
    }

    private static DatasetInfo ofDigest(String digest) {
        DatasetInfo flowers = Samples.FLOWERS;
        return new DatasetInfo(
                flowers.name(),
                flowers.title(),
                flowers.description(),
                flowers.shape(),
                flowers.target(),
                flowers.trainImages(),
                flowers.testImages(),
                flowers.mean(),
                flowers.standardDeviation(),
                digest);
    }

    private static ObjectNode experimentOn(String dataset, String digest) throws JsonProcessingException {
        ObjectNode json = MAPPER.createObjectNode().put("name", "e");
        ObjectNode run = (ObjectNode) MAPPER.readTree(SHORTEST);
        run.putObject("dataset").put("name", dataset).put("digest", digest);
        json.putArray("runs").add(run);
        return json;
    }

    @Test
    void parametersAreFlat() {
        ObjectNode flat = SpecParameters.of(Samples.SPEC);

        assertThat(flat.get("network").textValue()).isEqualTo("custom");
        assertThat(flat.get("dataset").textValue()).isEqualTo("mnist");
        assertThat(flat.get("dataset.digest").textValue())
                .isEqualTo(Samples.SPEC.dataset().info().digest())
                .hasSize(64);
        assertThat(flat.get("optimizer").textValue()).isEqualTo("sgd");
        assertThat(flat.get("optimizer.learningRate").doubleValue()).isEqualTo(0.01);
        assertThat(flat.get("schedule").textValue()).isEqualTo("step");
        assertThat(flat.get("schedule.warmupEpochs").intValue()).isEqualTo(2);
        assertThat(flat.get("update.averagingDecay").doubleValue()).isEqualTo(0.999);
        assertThat(flat.get("dataset.validationShare").doubleValue()).isEqualTo(0.1);
        assertThat(flat.get("pixelsPermuted").booleanValue()).isTrue();
        assertThat(flat).allMatch(JsonNode::isValueNode);
    }

    private static JsonNode rewritten(String part, String json) throws JsonProcessingException {
        ObjectNode run = ((ObjectNode) MAPPER.readTree(SHORTEST)).put("epochs", 20);
        run.set(part, MAPPER.readTree(json));
        // A plateau is looked for in the loss of a validation set.
        run.withObjectProperty("dataset").put("validationShare", 0.1);
        return MAPPER.readTree(
                SpecJson.writeRun(SpecJson.readRun(run)).get(part).toString());
    }

    private static List<FieldError> errorsOf(JsonNode json) {
        return Objects.requireNonNull(
                        catchThrowableOfType(InvalidSpecException.class, () -> SpecJson.readExperiment(json)))
                .errors();
    }
}
