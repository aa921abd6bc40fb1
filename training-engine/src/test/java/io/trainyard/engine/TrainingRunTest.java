package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunSpec;
import io.trainyard.engine.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    private static final Dataset DATA = TestRuns.rows();
    private static final RunSpec SPEC = TestRuns.spec(7, .02);

    @TempDir
    private Path folder;

    @Test
    void equalSeedsGiveEqualBits() {
        assertThat(train(SPEC, 2)).isEqualTo(train(SPEC, 2));
    }

    @Test
    void otherSeedGivesOtherParameters() {
        assertThat(train(TestRuns.spec(8, .02), 1)).isNotEqualTo(train(SPEC, 1));
    }

    @Test
    void resumedRunEndsWithTheBitsOfAnUninterruptedOne() throws IOException {
        float[] uninterrupted = train(SPEC, 4);
        Path file = folder.resolve("run/checkpoint.ckpt");

        try (TrainingRun first = TrainingRun.start(SPEC, DATA)) {
            first.trainEpoch(StepListener.NONE);
            first.trainEpoch(StepListener.NONE);
            assertThat(first.saveCheckpoint(file)).isEqualTo(Files.size(file));
        }
        try (TrainingRun second = TrainingRun.resume(SPEC, DATA, file)) {
            second.trainEpoch(StepListener.NONE);
            second.trainEpoch(StepListener.NONE);

            assertThat(second.parameters()).isEqualTo(uninterrupted);
            assertThat(second.epochsCompleted()).isEqualTo(4);
        }
    }

    @Test
    void checkpointCarriesTheResultsSoFar() throws IOException {
        Path file = folder.resolve("checkpoint.ckpt");
        try (TrainingRun first = TrainingRun.start(SPEC, DATA)) {
            EpochResult result = first.trainEpoch(StepListener.NONE);
            first.saveCheckpoint(file);

            try (TrainingRun second = TrainingRun.resume(SPEC, DATA, file)) {
                assertThat(second.results()).containsExactly(result);
            }
        }
    }

    @Test
    void damagedCheckpointIsRefused() throws IOException {
        Path file = checkpoint();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> TrainingRun.resume(SPEC, DATA, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void checkpointOfAnotherSpecificationIsRefused() throws IOException {
        Path file = checkpoint();

        assertThatThrownBy(() -> TrainingRun.resume(TestRuns.spec(8, .02), DATA, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another specification");
    }

    @Test
    void listenerSeesEveryStepAlsoTheSmallerLastOne() {
        List<StepProgress> seen = new ArrayList<>();

        try (TrainingRun run = TrainingRun.start(SPEC, DATA)) {
            EpochResult result = run.trainEpoch(seen::add);

            assertThat(seen).extracting(StepProgress::step).containsExactly(1, 2, 3, 4, 5);
            assertThat(seen).extracting(StepProgress::steps).containsOnly(5);
            assertThat(seen.getLast().trainLoss()).isEqualTo(result.metrics().get(MetricNames.TRAIN_LOSS));
        }
    }

    @Test
    void epochReportsEveryMetric() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA)) {
            EpochResult result = run.trainEpoch(StepListener.NONE);

            assertThat(result.metrics()).containsOnlyKeys(MetricNames.ALL);
            assertThat(result.classAccuracies()).hasSize(10).allMatch(accuracy -> accuracy >= 0 && accuracy <= 1);
        }
    }

    @Test
    void learningRateFollowsTheSchedule() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA)) {
            run.trainEpoch(StepListener.NONE);
            run.trainEpoch(StepListener.NONE);

            assertThat(run.results())
                    .extracting(result -> result.metrics().get(MetricNames.LEARNING_RATE))
                    .containsExactly(.02, .02 * SPEC.schedule().factor(2, 4));
        }
    }

    @Test
    void lossFallsWhileTraining() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA)) {
            double first = run.trainEpoch(StepListener.NONE).metrics().getOrDefault(MetricNames.TRAIN_LOSS, 0.0);
            run.trainEpoch(StepListener.NONE);
            double third = run.trainEpoch(StepListener.NONE).metrics().getOrDefault(MetricNames.TRAIN_LOSS, 0.0);

            assertThat(third).isLessThan(first);
        }
    }

    @Test
    void listenerStopsWithinTheEpoch() {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA)) {
            assertThatThrownBy(() -> run.trainEpoch(progress -> progress.step() < 2))
                    .isInstanceOf(TrainingStoppedException.class);

            assertThatThrownBy(() -> run.saveCheckpoint(folder.resolve("late.ckpt")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void lossThatIsNotFiniteNamesEpochAndStep() {
        try (TrainingRun run = TrainingRun.start(TestRuns.spec(7, 1000), DATA)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 4; i++) run.trainEpoch(StepListener.NONE);
                    })
                    .isInstanceOf(NumericException.class)
                    .hasMessageContaining("epoch 1, step ");
        }
    }

    private Path checkpoint() throws IOException {
        Path file = folder.resolve("checkpoint.ckpt");
        try (TrainingRun run = TrainingRun.start(SPEC, DATA)) {
            run.saveCheckpoint(file);
        }
        return file;
    }

    private static float[] train(RunSpec spec, int epochs) {
        try (TrainingRun run = TrainingRun.start(spec, DATA)) {
            for (int i = 0; i < epochs; i++) run.trainEpoch(StepListener.NONE);
            return run.parameters();
        }
    }
}
