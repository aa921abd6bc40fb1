package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.MetricNames;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs whose batches are trained several at a time. */
class ReplicasTest {
    private static final Dataset DATA = TestRuns.rows();
    private static final NetworkSpec NORMALIZED = new NetworkSpec.Layers(List.of(
            new Convolution(6, 5, 2, 0),
            new BatchNormalization(),
            new Relu(),
            new Flatten(),
            new Dropout(.25),
            new Dense(10)));

    private static final NetworkSpec RESIDUAL = new NetworkSpec.Layers(List.of(
            new Convolution(8, 3, 2, 1),
            new BatchNormalization(),
            new Relu(),
            new Add(List.of(List.of(), List.of(new Convolution(8, 3, 1, 1), new BatchNormalization()))),
            new Relu(),
            new GlobalAveragePooling(),
            new Flatten(),
            new Dense(10)));

    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(.002, .9, .999, 1e-8, .01, true);
    private static final OptimizerSpec MOMENTUM = new OptimizerSpec.Sgd(.05, .9, 0);

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of(new Nd4jDevice(), spec(NORMALIZED, ADAM)),
                Arguments.of(new Nd4jDevice(), spec(new NetworkSpec.Preset("lenet5"), MOMENTUM)),
                Arguments.of(new OneDnnDevice(), spec(NORMALIZED, ADAM)),
                Arguments.of(new OneDnnDevice(), spec(new NetworkSpec.Preset("lenet5"), MOMENTUM)),
                Arguments.of(new OneDnnDevice(), spec(RESIDUAL, MOMENTUM)),
                Arguments.of(new VectorDevice(), spec(new NetworkSpec.Preset("small-cnn"), ADAM)),
                Arguments.of(new VectorDevice(), spec(new NetworkSpec.Preset("fc2layer"), MOMENTUM)));
    }

    /** Ten batches, the last one of six images; the last update is of two. */
    private static RunSpecBuilder spec(NetworkSpec network, OptimizerSpec optimizer) {
        return TestRuns.everything(network, new DatasetSpec("mnist", 0, 70))
                .optimizer(optimizer)
                .update(new UpdateSpec(1, .9, 4))
                .batchSize(16)
                .epochs(2);
    }

    /** The second epoch is trained by another number of replicas than the first. */
    @ParameterizedTest
    @MethodSource("runs")
    void weightsAreTheSameBitsWhateverTheNumberOfReplicas(
            ComputeDevice device, RunSpecBuilder run, @TempDir Path folder) throws IOException {
        Devices devices = only(device, 3, Long.MAX_VALUE);
        Path checkpoint = folder.resolve("checkpoint");
        float[] undisturbed;
        EpochResult last;
        try (TrainingRun one = TrainingRun.start(run.replicas(1).threads(1).build(), DATA, devices)) {
            one.trainEpoch(StepListener.NONE);
            last = one.trainEpoch(StepListener.NONE);
            undisturbed = one.parameters();
        }

        try (TrainingRun two = TrainingRun.start(run.replicas(2).build(), DATA, devices)) {
            two.trainEpoch(StepListener.NONE);
            two.saveCheckpoint(checkpoint);
        }
        try (TrainingRun three = TrainingRun.resume(run.replicas(3).build(), DATA, devices, checkpoint)) {
            EpochResult result = three.trainEpoch(StepListener.NONE);

            assertThat(three.parameters()).isEqualTo(undisturbed);
            assertThat(result.metrics().get(MetricNames.TEST_LOSS))
                    .isEqualTo(last.metrics().get(MetricNames.TEST_LOSS));
            assertThat(result.metrics().get(MetricNames.TRAIN_LOSS))
                    .isCloseTo(last.metrics().get(MetricNames.TRAIN_LOSS), within(1e-12));
        }
    }

    @Test
    void divergenceIsToldAsOfOneNetwork() {
        RunSpecBuilder run = spec(new NetworkSpec.Preset("small-cnn"), new OptimizerSpec.Sgd(1000, 0, 0))
                .update(new UpdateSpec(0, 0, 4))
                .threads(1);

        assertThat(divergence(run.replicas(2).build()))
                .isEqualTo(divergence(run.replicas(1).build()));
    }

    private static String divergence(RunSpec spec) {
        try (TrainingRun run = TrainingRun.start(spec, DATA, only(new OneDnnDevice(), 2, Long.MAX_VALUE))) {
            for (int epoch = 0; epoch < 2; epoch++) run.trainEpoch(StepListener.NONE);
            return "";
        } catch (NumericException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void runCanBeCancelledWithinAnEpoch() {
        RunSpec spec = spec(NORMALIZED, ADAM).replicas(2).build();
        Devices devices = only(new OneDnnDevice(), 2, Long.MAX_VALUE);
        boolean[] wanted = {false};
        Stop stop = () -> wanted[0];
        try (TrainingRun run = TrainingRun.start(spec, DATA, devices, Optional.empty(), stop)) {
            assertThatThrownBy(() -> run.trainEpoch(TestRuns.patient(progress -> {
                        wanted[0] = true;
                        return true;
                    })))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void memoryForOneNetworkIsTooLittleForTwo() {
        RunSpecBuilder run = spec(new NetworkSpec.Preset("lenet5"), ADAM).threads(1);
        List<Program> programs = new ArrayList<>();
        TrainingRun.start(run.build(), DATA, only(TestRuns.watched(programs), 2, Long.MAX_VALUE))
                .close();
        long ofOne = new Nd4jDevice().bytes(programs.getFirst());
        Devices devices = only(new Nd4jDevice(), 2, ofOne + 1_500_000);

        TrainingRun.start(run.replicas(1).build(), DATA, devices).close();
        assertThatThrownBy(() -> TrainingRun.start(run.replicas(2).build(), DATA, devices))
                .isInstanceOf(MemoryException.class);
    }

    @Test
    void moreReplicasThanThreadsAreRefused() {
        RunSpec spec = spec(NORMALIZED, ADAM).replicas(3).build();

        assertThatThrownBy(() -> TrainingRun.start(spec, DATA, only(new OneDnnDevice(), 2, Long.MAX_VALUE)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("3 replicas of 1 threads each, but this worker has 2");
    }

    private static Devices only(ComputeDevice device, int threads, long memory) {
        return new Devices(List.of(device), new Limits(threads, memory), Measurements.inMemory());
    }
}
