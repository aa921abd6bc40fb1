package io.trainyard.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorNetworkTest {
    private static final Extent ONE = Extent.of(1);
    private static final Extent NONE = Extent.of(0);

    static Stream<Program> programs() {
        return Stream.of(
                Programs.classifier(Shape.vector(5), 7, dense(3)),
                Programs.classifier(Shape.vector(37), 5, dense(19), new Relu(), dense(3), new Relu()),
                Programs.classifier(
                        Shape.vector(9), 6, new LayerSpec.Dense(4, false), new Relu(), new LayerSpec.Dense(3, false)),
                Programs.classifier(new Shape(1, 6, 7), 3, convolution(2, 3, 2), new Flatten(), dense(3)),
                Programs.classifier(new Shape(2, 5, 4), 3, convolution(8, 2, 3), new Relu(), new Flatten(), dense(3)),
                Programs.classifier(
                        new Shape(3, 9, 8), 4, convolution(7, 3, 3), new MaxPooling(2, 2), new Flatten(), dense(3)),
                Programs.classifier(
                        new Shape(2, 8, 8),
                        4,
                        convolution(3, 1, 3),
                        new MaxPooling(2, 2),
                        new Relu(),
                        convolution(3, 2, 2),
                        new Relu(),
                        convolution(3, 3, 2)),
                Programs.classifier(
                        new Shape(1, 12, 12),
                        5,
                        convolution(6, 5, 5),
                        new Relu(),
                        new MaxPooling(2, 2),
                        new Flatten(),
                        new LayerSpec.Dropout(.4),
                        dense(9),
                        new Relu(),
                        new LayerSpec.Dropout(.5),
                        dense(3)),
                Programs.classifier(
                        new Shape(3, 6, 6),
                        4,
                        new LayerSpec.Convolution(4, Extent.of(3), ONE, NONE, 1, 1, false),
                        new Relu(),
                        new Flatten(),
                        dense(3)));
    }

    private static LayerSpec dense(int units) {
        return new LayerSpec.Dense(units);
    }

    private static LayerSpec convolution(int filters, int height, int width) {
        return new LayerSpec.Convolution(filters, new Extent(height, width), ONE, NONE, 1, 1, true);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void resultsAreThoseOfTheReference(Program program) {
        Parity.verify(program);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void resultsOfThreeThreadsAreThoseOfTheReference(Program program) {
        Parity.verify(program.withThreads(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void coursesConvolutionalNetworksTrainAsOnTheReference(int threads) {
        Parity.verify(digits(20).withThreads(threads));
        Parity.verify(photographs(18).withThreads(threads));
    }

    @Test
    void everyOptimizerAndRefinementWorksOnTheKernelsLayout() {
        Program program = digits(8).withThreads(2);

        Parity.verify(Programs.with(program, new OptimizerSpec.Adam(.01, .9, .999, 1e-8, .01, true)));
        Parity.verify(Programs.with(program, new OptimizerSpec.RmsProp(.01, .9, .5, 1e-8, .01)));
        Parity.verify(Programs.with(program, new UpdateSpec(.1, .9)));
        Parity.verify(Programs.with(program, new UpdateSpec(0, .9)));
        Parity.verify(Programs.with(program, program.targets(), new LossSpec(LossSpec.Type.CROSS_ENTROPY, .1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sameThreadsGiveSameBits(int threads) {
        Program program = digits(16).withThreads(threads);
        Batch batch = Programs.batch(program);

        Parity.Results once = new Parity.Results(new VectorDevice(), program, batch);
        Parity.Results again = new Parity.Results(new VectorDevice(), program, batch);

        assertThat(again.parameters).isEqualTo(once.parameters);
        assertThat(again.outcome).isEqualTo(once.outcome);
    }

    @Test
    void smallerBatchLeavesSomeThreadsWithoutImages() {
        Program program = Programs.classifier(Shape.vector(4), 8, dense(3)).withThreads(4);
        Batch one = Programs.batch(program, 1);

        Parity.Results expected = new Parity.Results(new Nd4jDevice(), program, one);
        Parity.Results actual = new Parity.Results(new VectorDevice(), program, one);

        Parity.close(actual.parameters, expected.parameters, "parameters");
        assertThat(actual.outcome.examples()).isEqualTo(4);
    }

    @Test
    void largerBatchThanCompiledForIsRefused() {
        Program program = Programs.classifier(Shape.vector(4), 2, dense(3));

        try (TrainableNetwork network = Programs.start(new VectorDevice(), program)) {
            assertThatThrownBy(() -> network.step(Programs.batch(program, 3), Programs.SETTINGS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("batches up to 2, but got 3");
        }
    }

    /** The small CNN of the course's experiment on permuted pixels. */
    private static Program digits(int batchSize) {
        return Programs.of(
                Network.of(
                        new Shape(1, 28, 28),
                        10,
                        List.of(
                                convolution(6, 5, 5),
                                new Relu(),
                                new MaxPooling(2, 2),
                                convolution(6, 5, 5),
                                new Relu(),
                                new MaxPooling(2, 2),
                                new Flatten(),
                                dense(50),
                                new Relu(),
                                dense(10))),
                batchSize);
    }

    private static Program photographs(int batchSize) {
        return Programs.of(
                Network.of(
                        new Shape(3, 32, 32),
                        10,
                        List.of(
                                convolution(6, 5, 5),
                                new Relu(),
                                new MaxPooling(2, 2),
                                convolution(16, 5, 5),
                                new Relu(),
                                new MaxPooling(2, 2),
                                new Flatten(),
                                dense(120),
                                new Relu(),
                                dense(84),
                                new Relu(),
                                dense(10))),
                batchSize);
    }
}
