package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class GradientTest {
    private static final Shape VECTOR = Shape.vector(6);
    private static final Shape GRAY = new Shape(1, 9, 8);
    private static final Shape COLOUR = new Shape(3, 7, 8);

    @Test
    void denseAloneMatchesDifferences() {
        GradientCheck.verify(VECTOR, new Dense(3));
    }

    @Test
    void denseAfterDenseMatchesDifferences() {
        GradientCheck.verify(VECTOR, new Dense(4), new Relu(), new Dense(5), new Relu(), new Dense(3));
    }

    @Test
    void reluOnTheInputMatchesDifferences() {
        GradientCheck.verify(VECTOR, new Relu(), new Dense(3));
    }

    @Test
    void dropoutMatchesDifferences() {
        GradientCheck.verify(VECTOR, new Dropout(.3), new Dense(8), new Dropout(.5), new Dense(3));
    }

    @Test
    void firstConvolutionMatchesDifferences() {
        GradientCheck.verify(GRAY, new Convolution(2, 3, 1, 0), new Flatten(), new Dense(3));
    }

    @Test
    void firstConvolutionWithStrideAndPaddingMatchesDifferences() {
        GradientCheck.verify(COLOUR, new Convolution(4, 3, 2, 2), new Relu(), new Flatten(), new Dense(3));
    }

    @Test
    void laterConvolutionMatchesDifferences() {
        GradientCheck.verify(
                COLOUR,
                new Convolution(2, 3, 1, 1),
                new Relu(),
                new Convolution(3, 3, 2, 1),
                new Relu(),
                new Flatten(),
                new Dense(3));
    }

    @Test
    void maxPoolingMatchesDifferences() {
        GradientCheck.verify(
                GRAY, new Convolution(2, 2, 1, 0), new MaxPooling(2, 2), new Relu(), new Flatten(), new Dense(3));
    }

    @Test
    void overlappingMaxPoolingMatchesDifferences() {
        GradientCheck.verify(GRAY, new Convolution(2, 2, 1, 0), new MaxPooling(3, 2), new Flatten(), new Dense(3));
    }

    @Test
    void averagePoolingMatchesDifferences() {
        GradientCheck.verify(GRAY, new Convolution(2, 2, 1, 0), new AveragePooling(2, 2), new Flatten(), new Dense(3));
    }

    @Test
    void overlappingAveragePoolingMatchesDifferences() {
        GradientCheck.verify(GRAY, new Convolution(2, 2, 1, 0), new AveragePooling(3, 1), new Flatten(), new Dense(3));
    }

    @Test
    void poolingTheInputMatchesDifferences() {
        GradientCheck.verify(COLOUR, new MaxPooling(2, 1), new Convolution(2, 2, 1, 0), new Flatten(), new Dense(3));
    }

    @Test
    void smallConvolutionalNetMatchesDifferences() {
        GradientCheck.verify(
                new Shape(1, 12, 12),
                new Convolution(2, 3, 1, 0),
                new Relu(),
                new MaxPooling(2, 2),
                new Convolution(3, 2, 1, 0),
                new Relu(),
                new MaxPooling(2, 2),
                new Flatten(),
                new Dense(5),
                new Dropout(.2),
                new Relu(),
                new Dense(3));
    }

    /** Floats run other native code than doubles where oneDNN has a kernel. */
    @ParameterizedTest
    @ValueSource(strings = {"fc2layer", "small-cnn", "tutorial-net"})
    void floatsAgreeWithDoubles(String preset) {
        Shape shape = preset.equals("tutorial-net") ? new Shape(3, 32, 32) : new Shape(1, 28, 28);

        verifyFloats(Programs.of(new NetworkSpec.Preset(preset).resolve(shape, 10), 16));
    }

    private static void verifyFloats(Program program) {
        Batch batch = Programs.batch(program);
        try (Nd4jNetwork floats = GradientCheck.compile(program, DataType.FLOAT);
                Nd4jNetwork doubles = GradientCheck.compile(program, DataType.DOUBLE)) {
            assertThat(GradientCheck.gradient(floats, batch))
                    .usingComparatorWithPrecision(2e-5)
                    .containsExactly(GradientCheck.gradient(doubles, batch));
        }
    }
}
