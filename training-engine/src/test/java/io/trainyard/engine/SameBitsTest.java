package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.choice.Calibrations;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs on two threads of each device, with dropout, augmentation and all else that draws numbers or has state. */
class SameBitsTest {
    private static final Dataset DATA = TestRuns.rows();
    /** Of layers that every device has. */
    private static final NetworkSpec NETWORK = new NetworkSpec.Layers(List.of(
            new LayerSpec.Convolution(6, 5, 1, 0),
            new LayerSpec.Relu(),
            new LayerSpec.MaxPooling(2, 2),
            new LayerSpec.Convolution(8, 3, 1, 0),
            new LayerSpec.Relu(),
            new LayerSpec.Flatten(),
            new LayerSpec.Dropout(.25),
            new LayerSpec.Dense(10)));

    private static final RunSpec SPEC = TestRuns.everything(NETWORK, new DatasetSpec("mnist", 0, 70))
            .optimizer(new OptimizerSpec.Adam(.002, .9, .999, 1e-8, .01, true))
            .seed(7)
            .threads(2)
            .build();

    private static final int EPOCHS = 3;

    static List<ComputeDevice> devices() {
        return List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void sameSeedGivesTheSameBits(ComputeDevice device) {
        Devices devices = only(device);

        assertThat(uninterrupted(devices)).isEqualTo(uninterrupted(devices));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void resumedRunEndsWithTheBitsOfAnUninterruptedOne(ComputeDevice device, @TempDir Path folder) throws IOException {
        Devices devices = only(device);
        Path file = folder.resolve("checkpoint.safetensors");

        try (TrainingRun first = TrainingRun.start(SPEC, DATA, devices)) {
            first.trainEpoch(StepListener.NONE);
            first.saveCheckpoint(file);
        }

        try (TrainingRun second = TrainingRun.resume(SPEC, DATA, devices, file)) {
            assertThat(parametersAtTheEnd(second)).isEqualTo(uninterrupted(devices));
        }
    }

    private static Devices only(ComputeDevice device) {
        return new Devices(List.of(device), new Limits(2, Long.MAX_VALUE), Calibrations.inMemory());
    }

    private static float[] uninterrupted(Devices devices) {
        try (TrainingRun run = TrainingRun.start(SPEC, DATA, devices)) {
            return parametersAtTheEnd(run);
        }
    }

    private static float[] parametersAtTheEnd(TrainingRun run) {
        while (run.epochsCompleted() < EPOCHS) run.trainEpoch(StepListener.NONE);
        return run.parameters();
    }
}
