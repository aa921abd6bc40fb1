package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Device;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.TrainedOn;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is to be reproducible trains all its epochs on what the first one was trained on, whoever makes the attempt. */
class ReproducibleRunTest {
    private static final RunSpec SPEC =
            TestRuns.everything(7, .02).reproducible().build();
    private static final Devices BOTH = devices(new OneDnnDevice(), new Nd4jDevice());
    private static final Devices ONLY_ONEDNN = devices(new OneDnnDevice());

    @TempDir
    private Path folder;

    @Test
    void anotherAttemptTakesWhatTheFirstOneHad() {
        TrainedOn first = on(TestRuns.REFERENCE);

        try (TrainingRun again = start(BOTH, Optional.of(first))) {
            assertThat(again.on()).isEqualTo(first);
        }
    }

    @Test
    void runThatBeganOnAnotherProcessorIsRefused() {
        TrainedOn first = on(TestRuns.REFERENCE);
        TrainedOn elsewhere =
                new TrainedOn(first.device(), first.name(), first.threads(), first.precision(), "Some processor");

        assertThatThrownBy(() -> start(BOTH, Optional.of(elsewhere)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContainingAll("began on", "Some processor", first.processor());
    }

    @Test
    void runThatBeganOnWhatThisVersionDoesNotKnowIsRefused() {
        TrainedOn unknown = new TrainedOn("abacus", "An abacus", 1, "fp32", "");

        assertThatThrownBy(() -> start(BOTH, Optional.of(unknown)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("abacus");
    }

    @Test
    void checkpointOfADeviceThatIsNotHereIsRefused() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        RunSpec usual = TestRuns.spec(7, .02);
        train(SPEC, checkpoint);
        Path free = folder.resolve("free");
        train(usual, free);

        assertThatThrownBy(() -> TrainingRun.resume(SPEC, TestRuns.rows(), ONLY_ONEDNN, checkpoint))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("ND4J");
        try (TrainingRun elsewhere = TrainingRun.resume(usual, TestRuns.rows(), ONLY_ONEDNN, free)) {
            assertThat(elsewhere.on().device()).isEqualTo("onednn");
        }
    }

    @Test
    void wishForADeviceStillCounts() {
        RunSpec wish =
                TestRuns.everything(7, .02).reproducible().device(Device.ND4J).build();

        try (TrainingRun run = TrainingRun.start(wish, TestRuns.rows(), BOTH)) {
            assertThat(run.on().device()).isEqualTo("nd4j");
        }
    }

    private static void train(RunSpec spec, Path checkpoint) throws IOException {
        try (TrainingRun run = TrainingRun.start(spec, TestRuns.rows(), TestRuns.REFERENCE)) {
            run.trainEpoch(progress -> true);
            run.saveCheckpoint(checkpoint);
        }
    }

    private static TrainedOn on(Devices devices) {
        try (TrainingRun run = start(devices, Optional.empty())) {
            return run.on();
        }
    }

    private static TrainingRun start(Devices devices, Optional<TrainedOn> before) {
        return TrainingRun.start(SPEC, TestRuns.rows(), devices, before, Stop.NEVER);
    }

    private static Devices devices(ComputeDevice... devices) {
        return new Devices(List.of(devices), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());
    }
}
