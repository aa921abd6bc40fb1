package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.SchedulePosition;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.device.StepSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device is told with each step: the rate of the schedule, and which step it is. */
class EveryStepTest {
    private static final int EPOCHS = 3;
    private static final int STEPS = 5;
    private static final double RATE = .02;

    private final List<StepSettings> told = new ArrayList<>();
    private final Devices devices =
            new Devices(List.of(TestRuns.telling(told)), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());

    static List<ScheduleSpec> schedules() {
        return List.of(
                new ScheduleSpec.Constant(),
                new ScheduleSpec.Step(2, .1),
                new ScheduleSpec.Cosine(),
                new ScheduleSpec.OneCycle(.3, 25, 1e4));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void hasTheRateOfTheSchedule(ScheduleSpec schedule) {
        train(TestRuns.everything(7, RATE).schedule(schedule));

        for (int i = 0; i < EPOCHS * STEPS; i++) {
            SchedulePosition position = new SchedulePosition(i / STEPS + 1, EPOCHS, i % STEPS, STEPS);
            assertThat(told.get(i).learningRate())
                    .as("step " + i)
                    .isCloseTo(RATE * schedule.factor(position, List.of(2., 2.)), within(1e-12));
        }
    }

    @Test
    void isCountedWithinItsEpochAndOverAll() {
        train(TestRuns.everything(7, RATE));

        assertThat(told).extracting(StepSettings::step).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4);
        assertThat(told).extracting(StepSettings::epoch).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3);
        assertThat(told)
                .extracting(StepSettings::update)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
        assertThat(told).extracting(StepSettings::seed).containsOnly(7L);
    }

    @Test
    void goesOnCountingWhereARunIsResumed(@TempDir Path folder) throws IOException {
        RunSpec spec = TestRuns.everything(7, RATE).epochs(EPOCHS).build();
        Path file = folder.resolve("checkpoint.safetensors");
        try (TrainingRun run = TrainingRun.start(spec, TestRuns.rows(), devices)) {
            run.trainEpoch(StepListener.NONE);
            run.saveCheckpoint(file);
        }
        told.clear();

        try (TrainingRun run = TrainingRun.resume(spec, TestRuns.rows(), devices, file)) {
            run.trainEpoch(StepListener.NONE);
        }

        assertThat(told).extracting(StepSettings::update).containsExactly(5L, 6L, 7L, 8L, 9L);
    }

    private void train(RunSpecBuilder spec) {
        try (TrainingRun run = TrainingRun.start(spec.epochs(EPOCHS).build(), TestRuns.rows(), devices)) {
            while (!run.isFinished()) run.trainEpoch(StepListener.NONE);
        }
        assertThat(told).hasSize(EPOCHS * STEPS);
    }
}
