package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.MetricNames;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    /** With statistics, which the kernels of vectors have none of. */
    private static final NetworkSpec NORMALIZED = new NetworkSpec.Layers(List.of(
            new LayerSpec.Convolution(6, 5, 2, 0),
            new LayerSpec.BatchNormalization(),
            new LayerSpec.Relu(),
            new LayerSpec.Flatten(),
            new LayerSpec.Dropout(.25),
            new LayerSpec.Dense(10),
            new LayerSpec.BatchNormalization()));

    private static final int EPOCHS = 3;

    static List<Arguments> runs() {
        return List.of(
                Arguments.of(new Nd4jDevice(), spec(NETWORK)),
                Arguments.of(new Nd4jDevice(), spec(NORMALIZED)),
                Arguments.of(new OneDnnDevice(), spec(NETWORK)),
                Arguments.of(new OneDnnDevice(), spec(NORMALIZED)),
                Arguments.of(new VectorDevice(), spec(NETWORK)));
    }

    private static RunSpec spec(NetworkSpec network) {
        return TestRuns.everything(network, new DatasetSpec("mnist", 0, 70))
                .optimizer(new OptimizerSpec.Adam(.002, .9, .999, 1e-8, .01, true))
                .seed(7)
                .threads(2)
                .build();
    }

    /** All that a run leaves: parameters, and what it found on the test set after each epoch. */
    private record End(List<Float> parameters, List<Double> testLosses) {}

    @ParameterizedTest
    @MethodSource("runs")
    void sameSeedGivesTheSameBits(ComputeDevice device, RunSpec spec) {
        Devices devices = only(device);

        assertThat(uninterrupted(devices, spec)).isEqualTo(uninterrupted(devices, spec));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void resumedRunEndsWithTheBitsOfAnUninterruptedOne(ComputeDevice device, RunSpec spec, @TempDir Path folder)
            throws IOException {
        Devices devices = only(device);
        Path file = folder.resolve("checkpoint.safetensors");

        try (TrainingRun first = TrainingRun.start(spec, DATA, devices)) {
            first.trainEpoch(StepListener.NONE);
            first.saveCheckpoint(file);
        }

        try (TrainingRun second = TrainingRun.resume(spec, DATA, devices, file)) {
            assertThat(end(second)).isEqualTo(uninterrupted(devices, spec));
        }
    }

    private static Devices only(ComputeDevice device) {
        return new Devices(List.of(device), new Limits(2, Long.MAX_VALUE), Measurements.inMemory());
    }

    private static End uninterrupted(Devices devices, RunSpec spec) {
        try (TrainingRun run = TrainingRun.start(spec, DATA, devices)) {
            return end(run);
        }
    }

    private static End end(TrainingRun run) {
        while (run.epochsCompleted() < EPOCHS) run.trainEpoch(StepListener.NONE);
        List<Float> parameters = new ArrayList<>();
        for (float parameter : run.parameters()) parameters.add(parameter);
        return new End(
                parameters,
                run.results().stream()
                        .map(result -> result.metrics().get(MetricNames.TEST_LOSS))
                        .toList());
    }
}
