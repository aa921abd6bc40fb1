package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.evidence.LayerStatistics.TensorColumn;
import io.trainyard.engine.evidence.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunEvidenceTest {
    private static final Dataset DATA = TestRuns.rows();
    private static final RunSpec SPEC =
            TestRuns.everything(7, .02).update(UpdateSpec.PLAIN).build();
    private static final int TEST_IMAGES = SPEC.dataset().testLimit();

    @Test
    void runLeavesEveryFile() throws IOException {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);

            Map<String, byte[]> files = contents(run);

            assertThat(files.keySet())
                    .containsExactly(
                            "test-report.json",
                            "predictions.bin",
                            "images.tiles",
                            "filters.tiles",
                            "feature-maps-0.tiles",
                            "feature-maps-1.tiles",
                            "feature-maps-2.tiles",
                            "feature-maps-3.tiles",
                            "feature-maps-4.tiles",
                            "feature-maps-5.tiles",
                            "feature-maps-6.tiles",
                            "feature-maps-7.tiles",
                            "model.onnx",
                            "ranks.json");
            assertThat(files.get("predictions.bin")).hasSize(12 + TEST_IMAGES * (1 + 1 + 2 * 10));
            // One set: a name of 8 letters, three filters of 5 × 5 with their least and greatest.
            assertThat(files.get("filters.tiles")).hasSize(8 + 2 + 8 + 16 + 3 * (8 + 25));
        }
    }

    @Test
    void reportSaysWhatTheMetricsSay() throws IOException {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            Map<String, Double> metrics = run.trainEpoch(StepListener.NONE).metrics();

            JsonNode report = json(run, "test-report.json");

            assertThat(report.path("images").intValue()).isEqualTo(TEST_IMAGES);
            assertThat(report.path("accuracy").doubleValue()).isEqualTo(metrics.get(MetricNames.TEST_ACCURACY));
            assertThat(-report.path("logLikelihood").doubleValue())
                    .isCloseTo(metrics.get(MetricNames.TEST_LOSS), within(1e-5));
        }
    }

    @Test
    void ranksAreOfEveryMatrix() throws IOException {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);

            JsonNode ranks = json(run, "ranks.json");

            assertThat(ranks.path("layers"))
                    .extracting(layer -> layer.path("tensor").textValue())
                    .containsExactly("0.weight", "3.weight", "7.weight");
            assertThat(ranks.path("whole").doubleValue())
                    .isEqualTo(json(run, "test-report.json").path("accuracy").doubleValue());
        }
    }

    @Test
    void stepsToTheRanksAreTold() throws IOException {
        List<Integer> told = new ArrayList<>();
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);

            contents(run, (file, done, steps) -> {
                assertThat(file).isEqualTo("ranks.json");
                assertThat(done).isLessThanOrEqualTo(steps);
                return told.add(done);
            });
        }

        // Three matrices, all weights, and all matrices at seven ranks are the least.
        assertThat(told).hasSizeGreaterThanOrEqualTo(3 + 1 + 7);
        assertThat(told)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, told.size()).boxed().toList());
    }

    @Test
    void listenerStopsWhatTakesLong() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);
            float[] trained = run.parameters();

            assertThatThrownBy(() -> contents(run, (file, done, steps) -> done < 5))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("ranks.json");
            assertThat(run.parameters()).isEqualTo(trained);
        }
    }

    @Test
    void lookingChangesNoBit() throws IOException {
        float[] unseen;
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);
            run.trainEpoch(StepListener.NONE);
            unseen = run.parameters();
        }
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);
            run.evidence().layers(1);
            contents(run);
            run.trainEpoch(StepListener.NONE);

            assertThat(run.parameters()).isEqualTo(unseen);
        }
    }

    @Test
    void layersHaveNormsAndReluShares() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);

            LayerStatistics layers = run.evidence().layers(1);

            assertThat(layers.tensors())
                    .extracting(TensorColumn::tensor)
                    .containsExactly("0.weight", "0.bias", "3.weight", "3.bias", "7.weight", "7.bias");
            double sum = 0;
            for (int i = 0; i < 75; i++) sum += Math.pow(run.parameters()[i], 2);
            assertThat(layers.tensors().getFirst().norms().getFirst()).isCloseTo((float) Math.sqrt(sum), within(1e-6f));
            assertThat(layers.tensors())
                    .allSatisfy(tensor ->
                            assertThat(tensor.gradientNorms().getFirst()).isPositive());
            assertThat(layers.relus()).extracting(relu -> relu.node()).containsExactly("1", "4");
            assertThat(layers.relus())
                    .allSatisfy(relu -> assertThat(relu.zeros().getFirst()).isBetween(.01f, .99f));
        }
    }

    @Test
    void filesSayWhichAttemptMadeThemAndOfWhichEpoch() throws IOException {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);

            for (Artifact file : run.evidence().files(new Origin("r1", "a1", 1), EvidenceListener.NONE)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                file.content().writeTo(out);
                if (file.mediaType().equals("application/json"))
                    assertThat(new ObjectMapper().readTree(out.toByteArray()).path("origin"))
                            .as(file.name())
                            .hasToString("{\"run\":\"r1\",\"attempt\":\"a1\",\"epoch\":1}");
                if (file.name().equals("model.onnx"))
                    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("attempt", "a1");
            }
        }
    }

    private static JsonNode json(TrainingRun run, String name) throws IOException {
        return new ObjectMapper().readTree(contents(run).get(name));
    }

    private static Map<String, byte[]> contents(TrainingRun run) throws IOException {
        return contents(run, EvidenceListener.NONE);
    }

    private static Map<String, byte[]> contents(TrainingRun run, EvidenceListener listener) throws IOException {
        List<Artifact> files = run.evidence().files(listener);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Artifact file : files) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.content().writeTo(out);
            contents.put(file.name(), out.toByteArray());
        }
        return contents;
    }
}
