package io.trainyard.contract.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final Shape MNIST = new Shape(1, 28, 28);

    @Test
    void convolutionsOutputFollowsTheFormula() {
        assertThat(new Convolution(6, 5, 1, 0).outputShape(MNIST)).isEqualTo(new Shape(6, 24, 24));
        assertThat(new Convolution(8, 3, 2, 1).outputShape(MNIST)).isEqualTo(new Shape(8, 14, 14));
    }

    @Test
    void receptiveFieldGrowsWithKernelAndStride() {
        List<Integer> fields = preset("small-cnn", MNIST).nodes().stream()
                .map(Network.Node::receptiveField)
                .toList();

        assertThat(fields).startsWith(5, 5, 6, 14, 14, 16, 28);
    }

    @Test
    void layerThatDoesNotFitIsNamedWithItsField() {
        assertThatThrownBy(() -> Network.of(MNIST, 10, List.of(new Convolution(6, 29, 1, 0))))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("layers[0].kernel: is 29, larger than its input of 28×28");
    }

    @Test
    void denseLayerOnAnImageAsksForFlatten() {
        assertThatThrownBy(() -> Network.of(MNIST, 10, List.of(new Dense(10))))
                .hasMessageContaining("layers[0]")
                .hasMessageContaining("flatten");
    }

    @Test
    void lastLayerMustScoreEveryClass() {
        assertThatThrownBy(() -> Network.of(MNIST, 10, List.of(new Flatten(), new Dense(9))))
                .hasMessageContaining("layers[1]")
                .hasMessageContaining("dense layer of 10 units");
    }

    private static Network preset(String name, Shape input) {
        return Network.of(input, 10, NetworkPresets.find(name).orElseThrow().layers(input, 10));
    }
}
