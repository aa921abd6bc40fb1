package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import io.trainyard.engine.device.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class NetworkGradientTest {
    private static final Shape COLOUR = new Shape(3, 8, 8);

    @Test
    void sequentialNetMatchesDifferences() {
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

    @Test
    void residualNetMatchesDifferences() {
        GradientCheck.verify(
                COLOUR,
                plain(3, 1),
                new BatchNormalization(),
                new Relu(),
                new Add(List.of(List.of(plain(3, 1), new BatchNormalization(), new Relu(), plain(3, 1)), List.of())),
                new Relu(),
                new Add(List.of(
                        List.of(plain(4, 2), new BatchNormalization()),
                        List.of(
                                new Convolution(4, Extent.of(1), Extent.of(2), Extent.of(0), 1, 1, false),
                                new BatchNormalization()))),
                new Relu(),
                new GlobalAveragePooling(),
                new Dense(3));
    }

    @Test
    void inceptionNetWithAuxiliaryClassifiersMatchesDifferences() {
        LayerSpec inception = new Concat(List.of(
                List.of(new Convolution(2, 1, 1, 0), new Relu()),
                List.of(new Convolution(2, 1, 1, 0), new Relu(), new Convolution(2, 3, 1, 1), new Relu()),
                List.of(
                        new MaxPooling(Extent.of(3), Extent.of(1), Extent.of(1), false),
                        new Convolution(1, 1, 1, 0),
                        new Relu())));
        GradientCheck.verify(
                COLOUR,
                new Convolution(3, 3, 2, 1),
                new Relu(),
                inception,
                new AuxiliaryClassifier(.3, List.of(new GlobalAveragePooling(), new Dense(3))),
                inception,
                new AuxiliaryClassifier(.2, List.of(new Flatten(), new Dense(4), new Tanh(), new Dense(3))),
                new GlobalAveragePooling(),
                new Dropout(.3),
                new Dense(3));
    }

    @Test
    void scoresThatAnAuxiliaryClassifierTakesTooMatchDifferences() {
        GradientCheck.verify(
                Shape.vector(4),
                new Dense(3),
                new AuxiliaryClassifier(
                        .5, List.of(new AuxiliaryClassifier(.3, List.of(new Tanh(), new Dense(3))), new Dense(3))));
    }

    @ParameterizedTest
    @EnumSource
    void everyLossMatchesDifferences(LossSpec.Type type) {
        for (Targets targets : Targets.values()) {
            if (targets == Targets.NUMBERS && type == LossSpec.Type.CROSS_ENTROPY) continue;
            Program program = Programs.classifier(Shape.vector(4), 5, new Dense(5), new Tanh(), new Dense(3));

            GradientCheck.verify(Programs.with(program, targets, new LossSpec(type, 0)));
        }
    }

    @Test
    void labelSmoothingMatchesDifferences() {
        Program program = Programs.classifier(Shape.vector(4), 5, new Dense(3));

        GradientCheck.verify(Programs.with(program, Targets.CLASSES, new LossSpec(LossSpec.Type.CROSS_ENTROPY, .1)));
    }

    /** Floats run other native code than doubles where oneDNN has a kernel. */
    @ParameterizedTest
    @ValueSource(strings = {"fc2layer", "small-cnn", "tutorial-net"})
    void floatsAgreeWithDoubles(String preset) {
        Shape shape = preset.equals("tutorial-net") ? new Shape(3, 32, 32) : new Shape(1, 28, 28);
        Program program = Programs.of(new NetworkSpec.Preset(preset).resolve(shape, 10), 16);
        Batch batch = Programs.batch(program);

        try (Nd4jNetwork floats = GradientCheck.compile(program, DataType.FLOAT);
                Nd4jNetwork doubles = GradientCheck.compile(program, DataType.DOUBLE)) {
            assertThat(GradientCheck.gradient(floats, batch))
                    .usingComparatorWithPrecision(2e-5)
                    .containsExactly(GradientCheck.gradient(doubles, batch));
        }
    }

    private static Convolution plain(int filters, int stride) {
        return new Convolution(filters, Extent.of(3), Extent.of(stride), Extent.of(1), 1, 1, false);
    }
}
