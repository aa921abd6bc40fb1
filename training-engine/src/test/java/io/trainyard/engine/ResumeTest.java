package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.evidence.Origin;
import io.trainyard.engine.safetensors.TensorFileReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {
    private static final Dataset DATA = TestRuns.rows();
    private static final RunSpec SPEC = TestRuns.spec(7, .02);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final NetworkSpec NORMALIZED = new NetworkSpec.Layers(List.of(
            new LayerSpec.Flatten(),
            new LayerSpec.Dense(12),
            new LayerSpec.BatchNormalization(),
            new LayerSpec.Relu(),
            new LayerSpec.Dense(10)));

    private static final NetworkSpec WIDE = new NetworkSpec.Layers(
            List.of(new LayerSpec.Flatten(), new LayerSpec.Dense(4000), new LayerSpec.Dense(10)));

    @TempDir
    private Path folder;

    static List<RunSpec> kindsOfRuns() {
        return List.of(
                SPEC,
                TestRuns.everything(NORMALIZED, new DatasetSpec("mnist", 0, 70)).build(),
                TestRuns.heldOut(7, .002)
                        .optimizer(new OptimizerSpec.Adam(.002, .9, .999, 1e-8, .01, true))
                        .schedule(new ScheduleSpec.Plateau(.5, 0, .9999, 0))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("kindsOfRuns")
    void resumedRunEndsWithTheBitsAndResultsOfAnUninterruptedOne(RunSpec spec) throws IOException {
        Path file = folder.resolve("run/checkpoint.safetensors");
        float[] uninterrupted;
        List<Map<String, Double>> results;
        try (TrainingRun whole = TrainingRun.start(spec, DATA, TestRuns.REFERENCE)) {
            train(whole, 4);
            uninterrupted = whole.parameters();
            results = whole.results().stream().map(ResumeTest::timeless).toList();
        }

        try (TrainingRun first = TrainingRun.start(spec, DATA, TestRuns.REFERENCE)) {
            train(first, 2);
            assertThat(first.saveCheckpoint(file)).isEqualTo(Files.size(file));
        }
        try (TrainingRun second = TrainingRun.resume(spec, DATA, TestRuns.REFERENCE, file)) {
            train(second, 2);

            assertThat(second.parameters()).isEqualTo(uninterrupted);
            assertThat(second.results().stream().map(ResumeTest::timeless)).isEqualTo(results);
        }
    }

    @Test
    void checkpointCarriesTheResultsSoFar() throws IOException {
        Path file = folder.resolve("checkpoint.safetensors");
        try (TrainingRun first = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            EpochResult result = first.trainEpoch(StepListener.NONE);
            first.saveCheckpoint(file);

            try (TrainingRun second = TrainingRun.resume(SPEC, DATA, TestRuns.REFERENCE, file)) {
                assertThat(second.results()).containsExactly(result);
            }
        }
    }

    @Test
    void checkpointCarriesTheStatisticsOfTheLayers() throws IOException {
        Path file = folder.resolve("checkpoint.safetensors");
        try (TrainingRun first = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            first.trainEpoch(StepListener.NONE);
            first.measureLayers();
            first.saveCheckpoint(file);

            try (TrainingRun second = TrainingRun.resume(SPEC, DATA, TestRuns.REFERENCE, file)) {
                assertThat(second.layers()).isEqualTo(first.layers());
                second.trainEpoch(StepListener.NONE);
                assertThat(second.measureLayers().epochs()).containsExactly(1, 2);
            }
        }
    }

    @Test
    void earlierEpochCanBeLookedBackAt() throws IOException {
        RunSpec spec = TestRuns.heldOut(7, .02).build();
        Path file = folder.resolve("checkpoint.safetensors");
        try (TrainingRun run = TrainingRun.start(spec, DATA, TestRuns.REFERENCE)) {
            train(run, 1);
            run.saveCheckpoint(file);
            float[] best = run.parameters();
            train(run, 1);

            assertThat(run.parameters()).isNotEqualTo(best);
            assertThatThrownBy(() -> run.lookBack(2, file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is of epoch 1, not 2");

            run.lookBack(1, file);

            assertThat(run.parameters()).isEqualTo(best);
            assertThatThrownBy(() -> run.trainEpoch(StepListener.NONE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void lastEpochIsTheBestWhereNothingIsHeldOut() throws IOException {
        Path file = folder.resolve("checkpoint.safetensors");
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            train(run, 2);
            run.saveCheckpoint(file, new Origin("r", "a", 2).texts());
        }

        assertThat(TrainingRun.resumePoint(SPEC, file)).isEqualTo(new ResumePoint(2, 2));
        try (TensorFileReader reader = new TensorFileReader(file)) {
            assertThat(reader.metadata())
                    .containsEntry("run", "r")
                    .containsEntry("attempt", "a")
                    .containsEntry("epoch", "2");
        }
    }

    @Test
    void stateGoesToTheFileAndBackWithoutLyingOnTheHeap() throws IOException {
        RunSpec wide =
                TestRuns.everything(WIDE, new DatasetSpec("mnist", 0, 70)).build();
        int parameters = ParameterLayout.of(wide.resolvedNetwork()).parameters();
        Path file = folder.resolve("checkpoint.safetensors");
        resume(SPEC, checkpoint());

        try (TrainingRun run = TrainingRun.start(wide, DATA, TestRuns.REFERENCE)) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run.saveCheckpoint(file);
            resume(wide, file);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).isLessThan(parameters * Float.BYTES / 10);
        }
    }

    @Test
    void noCheckpointIsTakenWithinAnEpoch() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            assertThatThrownBy(() -> run.trainEpoch(progress -> false)).isInstanceOf(TrainingStoppedException.class);

            assertThatThrownBy(() -> run.saveCheckpoint(folder.resolve("late.safetensors")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void damagedCheckpointIsRefused() throws IOException {
        Path file = checkpoint();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 7] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> resume(SPEC, file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(file.toString(), "damaged");
    }

    @Test
    void truncatedCheckpointIsRefused() throws IOException {
        Path file = checkpoint();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> resume(SPEC, file)).isInstanceOf(IOException.class);
    }

    @Test
    void checkpointOfAnotherSpecificationIsRefused() throws IOException {
        Path file = checkpoint();

        assertThatThrownBy(() -> resume(TestRuns.spec(8, .02), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another specification");
    }

    /** Another version knows other fields of a specification, here one more and one fewer. */
    @Test
    void checkpointOfAnotherVersionIsContinued() throws IOException {
        Path file = checkpoint();
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String other = text.replace("\\\"threads\\\":0", "\\\"thread5\\\":8");
        assertThat(other).isNotEqualTo(text);
        Files.writeString(file, summed(other), StandardCharsets.ISO_8859_1);

        assertThatCode(() -> resume(SPEC, file)).doesNotThrowAnyException();
    }

    private static String summed(String file) {
        String blank = file.replaceFirst("\"crc32\":\"[0-9a-f]{8}\"", "\"crc32\":\"00000000\"");
        CRC32 checksum = new CRC32();
        checksum.update(blank.getBytes(StandardCharsets.ISO_8859_1));
        return blank.replace("\"crc32\":\"00000000\"", "\"crc32\":\"%08x\"".formatted(checksum.getValue()));
    }

    @Test
    void otherFilesAreNoCheckpoints() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "these are notes and nothing else");
        byte[] header = "{}      ".getBytes(StandardCharsets.UTF_8);
        byte[] tensors = new byte[16];
        tensors[0] = 8;
        System.arraycopy(header, 0, tensors, 8, 8);
        Path foreign = Files.write(folder.resolve("foreign.safetensors"), tensors);

        assertThatThrownBy(() -> resume(SPEC, text)).hasMessageContaining("no safetensors file");
        assertThatThrownBy(() -> resume(SPEC, foreign)).hasMessageContaining("no checkpoint");
    }

    private Path checkpoint() throws IOException {
        Path file = folder.resolve("checkpoint.safetensors");
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, TestRuns.REFERENCE)) {
            run.saveCheckpoint(file);
        }
        return file;
    }

    private static void resume(RunSpec spec, Path file) throws IOException {
        TrainingRun.resume(spec, DATA, TestRuns.REFERENCE, file).close();
    }

    private static void train(TrainingRun run, int epochs) {
        for (int i = 0; i < epochs; i++) run.trainEpoch(StepListener.NONE);
    }

    private static Map<String, Double> timeless(EpochResult result) {
        Map<String, Double> metrics = new TreeMap<>(result.metrics());
        metrics.remove("images_per_second");
        return metrics;
    }
}
