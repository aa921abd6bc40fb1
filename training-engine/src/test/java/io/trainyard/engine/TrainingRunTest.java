package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.EarlyStoppingSpec;
import io.trainyard.contract.MetricNames;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.SchedulePosition;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingRunTest {
    private static final Dataset DATA = TestRuns.rows();
    private static final RunSpec SPEC = TestRuns.spec(7, .02);
    private static final double NEVER_IMPROVES = 1e8;

    @Test
    void equalSeedsGiveEqualBits() {
        assertThat(train(SPEC, 2)).isEqualTo(train(SPEC, 2));
    }

    @Test
    void otherSeedGivesOtherParameters() {
        assertThat(train(TestRuns.spec(8, .02), 1)).isNotEqualTo(train(SPEC, 1));
    }

    @Test
    void listenerIsAskedEveryFewStepsAndAfterTheLast() {
        List<StepProgress> seen = new ArrayList<>();
        RunSpec manySteps = TestRuns.everything(7, .02).batchSize(1).build();

        try (TrainingRun run = start(manySteps)) {
            EpochResult result = run.trainEpoch(TestRuns.patient(seen::add));

            assertThat(seen).extracting(StepProgress::step).containsExactly(64, 128, 150);
            assertThat(seen).extracting(StepProgress::steps).containsOnly(150);
            assertThat(seen.getLast().trainLoss()).isEqualTo(result.metrics().get(MetricNames.TRAIN_LOSS));
        }
    }

    @Test
    void pointsWithinAnEpochHaveTheEpochsMeans() {
        List<StepPoint> points = new ArrayList<>();
        RunSpec manySteps = TestRuns.everything(7, .02).batchSize(1).build();

        try (TrainingRun run = start(manySteps)) {
            EpochResult result = run.trainEpoch(progress -> points.addAll(progress.points()));

            assertThat(points).extracting(StepPoint::step).containsExactly(64, 128, 150);
            assertThat(points)
                    .allSatisfy(point -> assertThat(point.metrics())
                            .containsKeys(MetricNames.TRAIN_ACCURACY, MetricNames.IMAGES_PER_SECOND)
                            .doesNotContainKey(MetricNames.TEST_LOSS));
            assertThat(points.getLast().metrics().get(MetricNames.LEARNING_RATE))
                    .isEqualTo(result.metrics().get(MetricNames.LEARNING_RATE));
            double sum = 64 * loss(points.get(0)) + 64 * loss(points.get(1)) + 22 * loss(points.get(2));
            assertThat(sum / 150).isCloseTo(result.metrics().get(MetricNames.TRAIN_LOSS), within(1e-12));
        }
    }

    @Test
    void aLongEpochHasNoMorePointsThanAShortOne() {
        StepPoints points = new StepPoints(new Target.Classes(List.of("even", "odd")), 100_000, 64);
        for (int step = 64; step <= 100_032; step += 64)
            points.add(Math.min(step, 100_000), new Outcome(1, 1, -1, 0, 64, OptionalInt.empty()), 1, .1);

        assertThat(points.take())
                .hasSizeBetween(90, 100)
                .last()
                .extracting(StepPoint::step)
                .isEqualTo(100_000);
        assertThat(points.take()).isEmpty();
    }

    private static double loss(StepPoint point) {
        return point.metrics().getOrDefault(MetricNames.TRAIN_LOSS, Double.NaN);
    }

    @Test
    void lastBatchMayBeSmaller() {
        List<StepProgress> seen = new ArrayList<>();

        try (TrainingRun run = start(SPEC)) {
            run.trainEpoch(seen::add);

            assertThat(seen.getLast().steps()).isEqualTo(5);
        }
    }

    @Test
    void deviceIsAskedForTheBatchesThatCome() {
        List<Program> programs = new ArrayList<>();
        Devices devices = new Devices(
                List.of(TestRuns.watched(programs)), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());

        TrainingRun.start(TestRuns.everything(7, .02).batchSize(4).build(), DATA, devices)
                .close();

        assertThat(programs).isNotEmpty().allSatisfy(program -> {
            assertThat(program.batchSize()).isEqualTo(4);
            assertThat(program.evaluationSize()).isEqualTo(64);
        });
    }

    @Test
    void epochReportsEveryMetric() {
        RunSpec spec = TestRuns.heldOut(7, .02).build();

        try (TrainingRun run = start(spec)) {
            EpochResult result = run.trainEpoch(StepListener.NONE);

            assertThat(result.metrics()).containsOnlyKeys(MetricNames.of(spec));
            assertThat(result.classAccuracies()).hasSize(10).allMatch(accuracy -> accuracy >= 0 && accuracy <= 1);
        }
    }

    @Test
    void crossEntropyIsTheNegativeLogLikelihood() {
        try (TrainingRun run = start(SPEC)) {
            Map<String, Double> metrics = run.trainEpoch(StepListener.NONE).metrics();

            assertThat(metrics.get(MetricNames.TRAIN_LOG_LIKELIHOOD))
                    .isCloseTo(-value(metrics, MetricNames.TRAIN_LOSS), within(1e-9));
            assertThat(metrics.get(MetricNames.TEST_LOG_LIKELIHOOD))
                    .isCloseTo(-value(metrics, MetricNames.TEST_LOSS), within(1e-9));
        }
    }

    @Test
    void learningRateFollowsTheScheduleStepByStep() {
        ScheduleSpec schedule = new ScheduleSpec.OneCycle(.3, 25, 1e4);
        RunSpec spec = TestRuns.everything(7, .02).schedule(schedule).build();

        try (TrainingRun run = start(spec)) {
            Map<String, Double> metrics = run.trainEpoch(StepListener.NONE).metrics();

            assertThat(metrics)
                    .containsEntry(
                            MetricNames.LEARNING_RATE,
                            .02 * schedule.factor(new SchedulePosition(1, 4, 4, 5), List.of()));
        }
    }

    @Test
    void rateFallsWhenTheLossHasNotFallen() {
        // An improvement by 99.99 % never comes.
        ScheduleSpec schedule = new ScheduleSpec.Plateau(.1, 0, .9999, 0);
        RunSpec spec = TestRuns.heldOut(7, .02).schedule(schedule).build();

        try (TrainingRun run = start(spec)) {
            for (int i = 0; i < 3; i++) run.trainEpoch(StepListener.NONE);

            assertThat(run.results())
                    .extracting(result -> value(result.metrics(), MetricNames.LEARNING_RATE))
                    .containsExactly(.02, .02, .02 * .1);
        }
    }

    @Test
    void runEndsEarlyWhenTheValidationLossHasNotFallen() {
        RunSpec spec = TestRuns.heldOut(7, .02)
                .earlyStopping(new EarlyStoppingSpec(2, NEVER_IMPROVES))
                .build();

        try (TrainingRun run = start(spec)) {
            run.trainEpoch(StepListener.NONE);
            run.trainEpoch(StepListener.NONE);
            assertThat(run.isFinished()).isFalse();
            run.trainEpoch(StepListener.NONE);

            assertThat(run.isFinished()).isTrue();
        }
    }

    @Test
    void runIsFinishedAfterItsEpochs() {
        try (TrainingRun run = start(TestRuns.everything(7, .02).epochs(1).build())) {
            assertThat(run.isFinished()).isFalse();
            run.trainEpoch(StepListener.NONE);

            assertThat(run.isFinished()).isTrue();
        }
    }

    @Test
    void lossFallsWhileTraining() {
        List<EpochResult> results = epochs(SPEC, 3);

        assertThat(value(results.get(2).metrics(), MetricNames.TRAIN_LOSS))
                .isLessThan(value(results.get(0).metrics(), MetricNames.TRAIN_LOSS));
    }

    @Test
    void numbersAreLearntAndTheirErrorIsInTheirUnit() {
        RunSpec spec = RunSpec.of("run", new NetworkSpec.Preset("fc2layer"), new DatasetSpec("rotated-digits", 0, 0))
                .optimizer(new OptimizerSpec.Adam(.003, .9, .999, 1e-8, 0, false))
                .batchSize(16)
                .epochs(8)
                .build();

        try (TrainingRun run = TrainingRun.start(spec, TestRuns.heights(), TestRuns.REFERENCE)) {
            while (!run.isFinished()) run.trainEpoch(StepListener.NONE);

            // A constant guess of 0 is wrong by 21 on average.
            Map<String, Double> metrics = run.results().getLast().metrics();
            assertThat(metrics).containsOnlyKeys(MetricNames.of(spec));
            assertThat(value(metrics, MetricNames.TEST_MEAN_ABSOLUTE_ERROR)).isBetween(.1, 10.0);
            assertThat(run.results().getLast().classAccuracies()).isEmpty();
        }
    }

    @Test
    void listenerStopsWithinTheEpoch() {
        try (TrainingRun run = start(SPEC)) {
            assertThatThrownBy(() -> run.trainEpoch(progress -> false)).isInstanceOf(TrainingStoppedException.class);

            assertThatThrownBy(() -> run.trainEpoch(StepListener.NONE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void divergenceNamesLayerEpochAndStep() {
        // Products of four matrices: each step multiplies their growth.
        NetworkSpec linear =
                new NetworkSpec.Layers(List.of(new Flatten(), new Dense(8), new Dense(8), new Dense(8), new Dense(10)));
        RunSpec spec = RunSpec.of("run", linear, new DatasetSpec("mnist", 0, 70))
                .optimizer(new OptimizerSpec.Sgd(100, 0, 0))
                .batchSize(2)
                .build();

        try (TrainingRun run = start(spec)) {
            assertThatThrownBy(() -> run.trainEpoch(StepListener.NONE))
                    .isInstanceOf(NumericException.class)
                    .hasMessageContaining("epoch 1, step ")
                    .hasMessageMatching(".* of layer [1-4] \\(dense\\) .*");
        }
    }

    private static double value(Map<String, Double> metrics, String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }

    private static TrainingRun start(RunSpec spec) {
        return TrainingRun.start(spec, DATA, TestRuns.REFERENCE);
    }

    private static float[] train(RunSpec spec, int epochs) {
        try (TrainingRun run = start(spec)) {
            for (int i = 0; i < epochs; i++) run.trainEpoch(StepListener.NONE);
            return run.parameters();
        }
    }

    private static List<EpochResult> epochs(RunSpec spec, int epochs) {
        try (TrainingRun run = start(spec)) {
            for (int i = 0; i < epochs; i++) run.trainEpoch(StepListener.NONE);
            return run.results();
        }
    }
}
