package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several batches that make one update learn what one batch of all their examples would. */
class AccumulationTest {
    private static final int EXAMPLES = 24;
    private static final Program WHOLE = Programs.with(
            Programs.with(
                    Programs.classifier(
                            new Shape(1, 6, 6),
                            EXAMPLES,
                            new Convolution(4, 3, 1, 0),
                            new Relu(),
                            new Flatten(),
                            new Dense(3)),
                    new OptimizerSpec.Adam(.01, .9, .999, 1e-8, 0, false)),
            new UpdateSpec(.5, .9));

    static Stream<ComputeDevice> devices() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void unevenPartsOfABatchMakeItsUpdate(ComputeDevice device) {
        Program parts = Programs.with(WHOLE, new UpdateSpec(.5, .9, 3));

        try (TrainableNetwork whole = Programs.start(device, WHOLE);
                TrainableNetwork accumulating = Programs.start(device, parts)) {
            for (int update = 0; update < 3; update++) {
                whole.step(part(0, EXAMPLES), Programs.SETTINGS);
                accumulating.accumulate(part(0, 10), Programs.SETTINGS);
                accumulating.accumulate(part(10, 10), Programs.SETTINGS);
                accumulating.accumulate(part(20, 4), Programs.SETTINGS);
                accumulating.update(Programs.SETTINGS);
            }

            assertThat(accumulating.takeOutcome().lossSum())
                    .isCloseTo(whole.takeOutcome().lossSum(), within(1e-4));
            for (State state : List.of(State.PARAMETERS, State.OPTIMIZER, State.AVERAGED_PARAMETERS))
                assertThat(accumulating.read(state)).as("%s", state).containsExactly(whole.read(state), within(2e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void batchThatIsNotFiniteEndsTheStep(ComputeDevice device) {
        Program parts = Programs.with(WHOLE, new UpdateSpec(0, 0, 2));
        Batch bad = part(0, 10);
        bad.setPixel(3, Float.NaN);

        try (TrainableNetwork network = Programs.start(device, parts)) {
            network.accumulate(part(0, 10), Programs.SETTINGS);
            network.accumulate(bad, Programs.SETTINGS);
            network.update(Programs.SETTINGS);

            assertThat(network.takeOutcome().firstBadStep()).hasValue(Programs.SETTINGS.step());
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void whatDoesNotFitTheProgramIsRefused(ComputeDevice device) {
        Program parts = Programs.with(WHOLE, new UpdateSpec(0, 0, 2));

        try (TrainableNetwork usual = Programs.start(device, WHOLE);
                TrainableNetwork accumulating = Programs.start(device, parts)) {
            assertThatThrownBy(() -> usual.accumulate(part(0, 10), Programs.SETTINGS))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> accumulating.update(Programs.SETTINGS)).isInstanceOf(IllegalStateException.class);
            accumulating.step(part(0, 10), Programs.SETTINGS);
            assertThat(accumulating.takeOutcome().examples()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void memoryOfTheSumIsForeseen(ComputeDevice device) {
        Program parts = Programs.with(WHOLE, new UpdateSpec(.5, .9, 3));
        long parameters = 4L * WHOLE.network().parameters();

        assertThat(device.bytes(parts) + device.bytesOnHeap(parts))
                .isGreaterThanOrEqualTo(device.bytes(WHOLE) + device.bytesOnHeap(WHOLE) + parameters);
    }

    /** The last update of an epoch is of one batch of the five, and batch normalisation sees every batch. */
    @ParameterizedTest
    @MethodSource("devices")
    void resumedRunGoesOnAsIfItHadNotStopped(ComputeDevice device, @TempDir Path folder) throws IOException {
        RunSpec spec = spec(device.id() != Device.VECTOR);
        Devices devices = new Devices(List.of(device), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());
        Path checkpoint = folder.resolve("checkpoint");
        float[] undisturbed;
        try (TrainingRun run = TrainingRun.start(spec, TestRuns.rows(), devices)) {
            run.trainEpoch(StepListener.NONE);
            run.saveCheckpoint(checkpoint);
            run.trainEpoch(StepListener.NONE);
            undisturbed = run.parameters();
        }

        try (TrainingRun run = TrainingRun.resume(spec, TestRuns.rows(), devices, checkpoint)) {
            run.trainEpoch(StepListener.NONE);

            assertThat(run.parameters()).isEqualTo(undisturbed);
        }
    }

    private static RunSpec spec(boolean normalizes) {
        NetworkSpec network = normalizes
                ? new NetworkSpec.Layers(List.of(
                        new Convolution(4, 5, 2, 0),
                        new BatchNormalization(),
                        new Relu(),
                        new Flatten(),
                        new Dense(10)))
                : new NetworkSpec.Layers(List.of(new Flatten(), new Dense(12), new Relu(), new Dense(10)));
        return RunSpec.of("run", network, DatasetSpec.whole("mnist"))
                .optimizer(new OptimizerSpec.Adam(.01, .9, .999, 1e-8, 0, false))
                .update(new UpdateSpec(0, 0, 4))
                .batchSize(32)
                .epochs(2)
                .build();
    }

    /** Examples of the whole batch. */
    private static Batch part(int first, int count) {
        Batch whole = Programs.batch(WHOLE);
        Batch part = new Batch(EXAMPLES, whole.pixelsPerImage());
        part.resize(count);
        for (int image = 0; image < count; image++) {
            part.labels()[image] = whole.labels()[first + image];
            for (int i = 0; i < whole.pixelsPerImage(); i++)
                part.setPixel(
                        (long) image * whole.pixelsPerImage() + i,
                        whole.pixel((long) (first + image) * whole.pixelsPerImage() + i));
        }
        return part;
    }
}
