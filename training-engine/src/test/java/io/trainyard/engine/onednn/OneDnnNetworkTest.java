package io.trainyard.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.graph.Purpose;
import io.trainyard.engine.nd4j.Nd4jDevice;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneDnnNetworkTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 50;
    /** Java specialises a method handle once, at its 127th call, and that takes memory. */
    private static final int WARM_UP_STEPS = 200;

    private static final int MOST_ROUNDS = 100;
    private static final long SMALLEST_OBJECT = 16;
    private static final int PIXELS_FOR_FEWER_PRODUCTS = 1024;
    private static final LayerSpec[] CHAIN = {
        unbiased(16),
        new BatchNormalization(),
        new Relu(),
        new MaxPooling(2, 2),
        unbiased(32),
        new BatchNormalization(),
        new Relu(),
        new Flatten(),
        new Dense(3)
    };
    private static final Program PROGRAM = Programs.classifier(new Shape(3, 12, 12), 8, CHAIN);
    private static final Program REFINED = Programs.with(
            Programs.with(PROGRAM, new UpdateSpec(.1, .9)), new OptimizerSpec.Adam(.001, .9, .999, 1e-8, .01, true));

    /** Large enough for convolutions of fewer products, in tiles of 4 × 4 or of 2 × 2, the last ones of them partly empty. */
    private static Program wide(Shape image) {
        return Programs.classifier(
                image,
                Math.ceilDiv(PIXELS_FOR_FEWER_PRODUCTS, image.height() * image.width()),
                unbiased(32),
                new BatchNormalization(),
                new Relu(),
                unbiased(48),
                new BatchNormalization(),
                new Relu(),
                new Convolution(32, 3, 1, 1),
                new Flatten(),
                new Dense(3));
    }

    /** Adam makes steps of full length even from a gradient that is nothing but the reference's rounding. */
    private static LayerSpec unbiased(int filters) {
        Extent one = Extent.of(1);
        return new Convolution(filters, Extent.of(3), one, one, 1, 1, false);
    }

    @Test
    void sameStepsGiveTheSameBits() {
        assertThat(parametersAfterTwoSteps(REFINED)).isEqualTo(parametersAfterTwoSteps(REFINED));
    }

    @ParameterizedTest
    @CsvSource({"13, 11, 1", "13, 11, 2", "13, 11, 3", "7, 5, 1", "7, 5, 2", "7, 5, 3"})
    void convolutionsOfFewerProductsAreThoseOfTheReferenceAndGiveTheSameBits(int height, int width, int threads) {
        Program program = wide(new Shape(3, height, width)).withThreads(threads);

        Parity.verify(program, program.batchSize(), 1e-5);
        assertThat(parametersAfterTwoSteps(program)).isEqualTo(parametersAfterTwoSteps(program));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 63, 64, 70})
    void threadsMayBeMoreThanThereAreTiles(int threads) {
        Program small = Programs.classifier(
                new Shape(3, 32, 32),
                1,
                unbiased(32),
                new Relu(),
                new Convolution(32, 3, 1, 1),
                new Flatten(),
                new Dense(3));

        Parity.verify(small.withThreads(threads), 1, 1e-5);
    }

    @Test
    void smallBatchesAreComputedInAnotherWayFromTheSameWeights() {
        Parity.verify(wide(new Shape(3, 13, 11)), 3, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"13, 11", "7, 5"})
    void largerBatchesAreEvaluatedThanTrainedOn(int height, int width) {
        Program whole = wide(new Shape(3, height, width));
        Program program = Programs.evaluating(Programs.of(whole.network(), 3), whole.batchSize());

        Parity.verifyScores(program, 1e-5);
    }

    @Test
    void evaluationsTakeLessMemoryThanTrainingOnAsMany() {
        OneDnnDevice device = new OneDnnDevice();
        Network network = new NetworkSpec.Preset("resnet20").resolve(new Shape(3, 32, 32), 10);
        Program small = Programs.of(network, 2);

        assertThat(device.bytes(Programs.evaluating(small, 64)))
                .isGreaterThan(device.bytes(small))
                .isLessThan(device.bytes(Programs.of(network, 64)));
    }

    private static float[] parametersAfterTwoSteps(Program program) {
        try (TrainableNetwork network = Programs.start(new OneDnnDevice(), program)) {
            for (int i = 0; i < 2; i++) network.step(Programs.batch(program), Programs.SETTINGS);
            return network.read(State.PARAMETERS);
        }
    }

    @Test
    void clippingAveragingAndAdamAreThoseOfTheReference() {
        Parity.verify(REFINED, 8, 1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void threadsShareTheUpdateOfManyParameters(int threads) {
        Program large = Programs.classifier(Shape.vector(600), 4, new Dense(512), new Relu(), new Dense(3));

        Parity.verify(large.withThreads(threads), 4, 1e-4);
    }

    @Test
    void numbersAreLearntAsByTheReference() {
        Parity.verify(
                Programs.with(PROGRAM, Targets.NUMBERS, new LossSpec(LossSpec.Type.MEAN_SQUARED_ERROR, 0)), 8, 1e-4);
    }

    @Test
    void stepTakesNothingFromTheHeap() {
        Batch batch = Programs.batch(REFINED);
        try (TrainableNetwork network = Programs.start(new OneDnnDevice(), REFINED)) {
            for (int i = 0; i < WARM_UP_STEPS; i++) network.step(batch, Programs.SETTINGS);

            assertThat(bytesOfSteps(network, batch)).isLessThan(STEPS * SMALLEST_OBJECT);
        }
    }

    private static long bytesOfSteps(TrainableNetwork network, Batch batch) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS; i++) network.step(batch, Programs.SETTINGS);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Vectors are objects until the just-in-time compiler has done its work, which is when it likes. */
    @ParameterizedTest
    @CsvSource({"13, 11", "7, 5"})
    void vectorsOfConvolutionsTakeNothingFromTheHeapOnceTheyAreCompiled(int height, int width) {
        Program program = wide(new Shape(3, height, width));
        Batch batch = Programs.batch(program);
        try (TrainableNetwork network = Programs.start(new OneDnnDevice(), program)) {
            long bytes = bytesOfSteps(network, batch);
            for (int i = 0; i < MOST_ROUNDS && bytes >= STEPS * SMALLEST_OBJECT; i++)
                bytes = bytesOfSteps(network, batch);

            assertThat(bytes).isLessThan(STEPS * SMALLEST_OBJECT);
        }
    }

    @Test
    void stateIsReadAsItWasWritten() {
        try (TrainableNetwork network = Programs.start(new OneDnnDevice(), REFINED)) {
            for (State state : State.values()) {
                float[] values = network.read(state);
                for (int i = 0; i < values.length; i++) values[i] = i + 1;
                network.write(state, values);

                assertThat(network.read(state)).as(state.name()).isEqualTo(values);
            }
        }
    }

    @Test
    void wrongNumberOfParametersIsRefused() {
        try (TrainableNetwork network = new OneDnnDevice().compile(PROGRAM)) {
            assertThatThrownBy(() -> network.write(State.PARAMETERS, new float[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void largerBatchThanCompiledForIsRefused() {
        try (TrainableNetwork network = new OneDnnDevice().compile(PROGRAM)) {
            assertThatThrownBy(() -> network.step(Programs.batch(PROGRAM, 9), Programs.SETTINGS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("up to 8, but got 9");
        }
    }

    @Test
    void largerBatchThanIsTrainedOnIsRefusedForAStep() {
        try (TrainableNetwork network = new OneDnnDevice().compile(Programs.evaluating(PROGRAM, 20))) {
            network.evaluate(Programs.batch(PROGRAM, 20), new float[60]);

            assertThatThrownBy(() -> network.step(Programs.batch(PROGRAM, 9), Programs.SETTINGS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("up to 8, but got 9");
        }
    }

    @Test
    void featureMapsAreThoseOfTheReference() {
        int pooling = 3;

        assertThat(Parity.distance(featureMap(new OneDnnDevice(), pooling), featureMap(new Nd4jDevice(), pooling)))
                .isLessThan(1e-5);
    }

    private static float[] featureMap(ComputeDevice device, int node) {
        try (TrainableNetwork network = Programs.start(device, PROGRAM)) {
            network.inspect(Programs.batch(PROGRAM), new float[24]);
            return network.activation(node).orElseThrow();
        }
    }

    @Test
    void valuesStayInOneLayoutAlongAChain() {
        try (OneDnnNetwork network = new OneDnnNetwork(PROGRAM)) {
            long reorders = network.instructions().stream()
                    .filter(name -> name.startsWith("reorder"))
                    .count();

            // The second convolution's weights, which its two passes want differently, and the dense layer's input and
            // gradient.
            assertThat(reorders).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "vgg16-bn", "googlenet"})
    void outputsOfAQuarterOfABatchHaveRoomWhereAWholeOneIsTrained(String preset) {
        Network network = new NetworkSpec.Preset(preset).resolve(new Shape(3, 32, 32), 10);
        try (Blueprint blueprint = new Blueprint(Programs.of(network, 8), new Tally())) {
            blueprint.build();

            assertThat(blueprint.add(2, Purpose.INSPECTION).tape().workspaceBytes())
                    .isLessThanOrEqualTo(blueprint.training().tape().workspaceBytes());
        }
    }

    @Test
    void bf16TakesLessMemoryForItsValues() {
        OneDnnDevice device = new OneDnnDevice();
        Program rounded = Parity.in(PROGRAM, Precision.BF16);

        if (OneDnn.hasBf16()) assertThat(device.bytes(rounded)).isLessThan(device.bytes(PROGRAM));
        else assertThat(device.objection(rounded)).contains("this processor has no instructions for bf16");
    }
}
