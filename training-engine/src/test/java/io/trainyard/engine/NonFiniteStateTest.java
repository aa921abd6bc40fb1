package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec;
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
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A number that is not finite, anywhere in what a run is made of, ends the run on every device. */
class NonFiniteStateTest {
    private static final Program DENSE =
            Programs.classifier(new Shape(1, 4, 4), 4, new Flatten(), new Dense(5), new Relu(), new Dense(3));
    private static final Program NORMALIZED = Programs.classifier(
            new Shape(1, 4, 4),
            4,
            new Convolution(2, 3, 1, 1),
            new BatchNormalization(),
            new Relu(),
            new Flatten(),
            new Dense(3));
    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(.002, .9, .999, 1e-8, 0, false);
    private static final OptimizerSpec RMS_PROP = new OptimizerSpec.RmsProp(.002, .9, 0, 1e-8, 0);

    static Stream<ComputeDevice> devices() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    static Stream<ComputeDevice> devicesThatNormalize() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void weightThatIsNoNumberIsFoundBehindARelu(ComputeDevice device) {
        try (TrainableNetwork network = Programs.start(device, DENSE)) {
            float[] parameters = network.read(State.PARAMETERS);
            for (int i = 0; i < 5; i++) parameters[i] = Float.NaN;
            network.write(State.PARAMETERS, parameters);

            assertThat(badStep(network, DENSE)).isEqualTo("3: the weight of layer 1 (dense)");
        }
    }

    @ParameterizedTest
    @MethodSource("devicesThatNormalize")
    void statisticThatIsNotFiniteIsFound(ComputeDevice device) {
        try (TrainableNetwork network = Programs.start(device, NORMALIZED)) {
            float[] statistics = network.read(State.RUNNING_STATISTICS);
            statistics[1] = Float.NEGATIVE_INFINITY;
            network.write(State.RUNNING_STATISTICS, statistics);

            assertThat(badStep(network, NORMALIZED)).isEqualTo("3: the running mean of layer 1 (batch-normalization)");
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void optimizersMeanOfSquaresThatOverflowsIsFound(ComputeDevice device) {
        for (OptimizerSpec optimizer : List.of(ADAM, RMS_PROP)) {
            Program program = Programs.with(DENSE, optimizer);
            try (TrainableNetwork network = Programs.start(device, program)) {
                float[] kept = network.read(State.OPTIMIZER);
                kept[kept.length - 1] = Float.POSITIVE_INFINITY;
                network.write(State.OPTIMIZER, kept);

                assertThat(badStep(network, program))
                        .isEqualTo("3: what the optimizer keeps of the bias of layer 3 (dense)");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void averageThatIsNotFiniteIsFound(ComputeDevice device) {
        Program program = Programs.with(DENSE, new UpdateSpec(0, .9));
        try (TrainableNetwork network = Programs.start(device, program)) {
            float[] averages = network.read(State.AVERAGED_PARAMETERS);
            averages[7] = Float.NaN;
            network.write(State.AVERAGED_PARAMETERS, averages);
            network.step(Programs.batch(program), new StepSettings(.1, 7, 1, 3, 12));

            assertThat(network.takeOutcome().firstBadStep()).hasValue(3);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void everyPlaceOfTheParametersIsLookedAt(ComputeDevice device) {
        // More than one block, and one that is not full.
        Program program =
                Programs.classifier(new Shape(1, 4, 4), 4, new Flatten(), new Dense(70), new Relu(), new Dense(3));
        int length = ParameterLayout.of(program.network()).parameters();
        try (TrainableNetwork network = Programs.start(device, program)) {
            float[] own = network.read(State.PARAMETERS);
            Batch batch = Programs.batch(program);
            for (int i = 0; i < length; i += 13) {
                float[] changed = own.clone();
                changed[i] = Float.POSITIVE_INFINITY;
                network.write(State.PARAMETERS, changed);
                network.step(batch, Programs.SETTINGS);

                assertThat(network.takeOutcome().firstBadStep())
                        .as("parameter " + i)
                        .hasValue(3);
            }
            network.write(State.PARAMETERS, own);
            network.step(batch, Programs.SETTINGS);
            assertThat(network.takeOutcome().firstBadStep()).isEmpty();
        }
    }

    /** The bad step, and where it is bad. */
    private static String badStep(TrainableNetwork network, Program program) {
        Batch batch = Programs.batch(program);
        network.step(batch, Programs.SETTINGS);
        network.step(batch, new StepSettings(.1, 7, 1, 4, 1));
        int step = network.takeOutcome().firstBadStep().orElse(-1);
        return step + ": " + new Divergence(program.network(), network).place(batch);
    }

    @ParameterizedTest
    @MethodSource("devicesThatNormalize")
    void normalizedNetworkAtAHugeRateStopsBeforeItsStateDoes(ComputeDevice device) {
        List<LayerSpec> layers = List.of(
                new Convolution(8, 3, 1, 1),
                new BatchNormalization(),
                new Relu(),
                new Convolution(8, 3, 1, 1),
                new Relu(),
                new Convolution(8, 3, 1, 1),
                new Relu(),
                new Flatten(),
                new Dense(10));
        RunSpec spec = spec(layers, 100).batchSize(2).epochs(40).build();

        try (TrainingRun run = TrainingRun.start(spec, TestRuns.rows(), only(device))) {
            assertThatThrownBy(() -> {
                        while (!run.isFinished()) run.trainEpoch(StepListener.NONE);
                    })
                    .isInstanceOf(NumericException.class)
                    .hasMessageMatching("training diverged in epoch \\d+, step \\d+: .* of layer \\d+ \\(.+\\) "
                            + "is no longer finite; a lower learning rate may help");
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void divergenceThatStaysFiniteIsSaid(ComputeDevice device) {
        List<LayerSpec> layers = List.of(new Flatten(), new Dense(10));

        try (TrainingRun calm = TrainingRun.start(spec(layers, .01).build(), TestRuns.rows(), only(device));
                TrainingRun wild =
                        TrainingRun.start(spec(layers, 1000).batchSize(8).build(), TestRuns.noise(), only(device))) {
            assertThat(wild.warning()).isEmpty();
            calm.trainEpoch(StepListener.NONE);
            wild.trainEpoch(StepListener.NONE);

            assertThat(calm.warning()).isEmpty();
            assertThat(wild.warning())
                    .hasValueSatisfying(warning -> assertThat(warning)
                            .startsWith("The run diverged: the learning rate is too high. Its training loss ended at ")
                            .endsWith(", where answering nothing costs 2.30"));
        }
    }

    private static RunSpecBuilder spec(List<LayerSpec> layers, double rate) {
        return RunSpec.of("run", new NetworkSpec.Layers(layers), new DatasetSpec("mnist", 0, 70))
                .loss(LossSpec.CROSS_ENTROPY)
                .optimizer(new OptimizerSpec.Sgd(rate, 0, 0));
    }

    private static Devices only(ComputeDevice device) {
        return new Devices(List.of(device), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());
    }
}
