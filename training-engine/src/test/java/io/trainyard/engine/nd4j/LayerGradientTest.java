package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerKinds;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LeakyRelu;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Programs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer, between a convolution that learns from its input's gradient and a dense layer. */
class LayerGradientTest {
    private static final Shape IMAGE = new Shape(4, 7, 6);
    private static final Extent ONE = Extent.of(1);
    private static final LayerSpec FIRST = new Convolution(4, 2, 1, 1);

    static Stream<LayerSpec> layers() {
        Stream<LayerSpec> others = Stream.of(
                new Convolution(3, 3, 1, 0),
                new Convolution(3, new Extent(3, 2), new Extent(2, 1), new Extent(0, 1), 1, 1, true),
                new Convolution(3, Extent.of(3), ONE, Extent.of(2), 2, 1, false),
                new Convolution(6, Extent.of(3), Extent.of(2), ONE, 1, 2, true),
                new Convolution(8, new Extent(2, 3), ONE, new Extent(2, 1), 2, 4, false),
                new MaxPooling(2, 2),
                new MaxPooling(3, 2),
                new MaxPooling(new Extent(3, 2), new Extent(2, 1), new Extent(1, 0), false),
                new MaxPooling(Extent.of(3), Extent.of(2), ONE, true),
                new AveragePooling(2, 2),
                new AveragePooling(3, 1),
                new AveragePooling(Extent.of(3), Extent.of(2), ONE, true),
                new AveragePooling(new Extent(2, 3), new Extent(3, 2), new Extent(1, 0), true),
                new AdaptiveAveragePooling(new Extent(3, 2)),
                new AdaptiveAveragePooling(new Extent(11, 5)),
                new GlobalAveragePooling(),
                new BatchNormalization(),
                new LocalResponseNormalization(3, .5, .75, 1),
                new LocalResponseNormalization(5, 1e-2, 2, 2),
                new LeakyRelu(.2),
                new Dropout(.4),
                new Padding(1, 2),
                new Concat(List.of(List.of(new Convolution(2, 1, 1, 0)), List.of(), List.of(new Tanh()))),
                new Add(List.of(List.of(new Convolution(4, 3, 1, 1), new Relu()), List.of(), List.of())),
                new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))));
        return Stream.concat(others, Programs.activations().stream());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerMatchesDifferences(LayerSpec layer) {
        GradientCheck.verify(IMAGE, FIRST, layer, new Flatten(), new Dense(3));
    }

    /** Where nobody learns from the gradient by the input. */
    @ParameterizedTest
    @MethodSource("layers")
    void layerOnTheImageMatchesDifferences(LayerSpec layer) {
        GradientCheck.verify(IMAGE, layer, new Flatten(), new Dense(3));
    }

    @Test
    void denseMatchesDifferences() {
        GradientCheck.verify(Shape.vector(6), new Dense(4), new Tanh(), new Dense(5, false), new Tanh(), new Dense(3));
    }

    @Test
    void noKindOfLayerIsForgotten() {
        List<LayerSpec> checked = new ArrayList<>(layers().toList());
        checked.addAll(Arrays.asList(new Dense(3), new Flatten()));

        assertThat(checked)
                .extracting(LayerSpec::type)
                .containsAll(LayerKinds.ALL.stream().map(Kind::type).toList());
    }
}
