package io.trainyard.contract.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.ArrayList;
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
    void receptiveFieldIsThatOfTheLongerSideAndNeverMoreThanTheImage() {
        Convolution wide = new Convolution(2, new Extent(1, 7), new Extent(1, 1), new Extent(0, 3), 1, 1, true);
        Convolution high = new Convolution(2, new Extent(7, 1), new Extent(1, 1), new Extent(3, 0), 1, 1, true);
        Convolution leap = new Convolution(2, 1, 1024, 0);

        assertThat(fields(wide, high)).startsWith(7, 7);
        assertThat(fields(leap, leap, leap, new Convolution(2, 3, 1, 1))).startsWith(1, 1, 1, 28);
    }

    private static List<Integer> fields(LayerSpec... layers) {
        List<LayerSpec> all = new ArrayList<>(List.of(layers));
        all.addAll(List.of(new Flatten(), new Dense(10)));
        return Network.of(MNIST, 10, all).nodes().stream()
                .map(Network.Node::receptiveField)
                .toList();
    }

    @Test
    void largeNetworksAreRefusedByTheLayerThatIsTooMuch() {
        Shape image = new Shape(64, 28, 28);

        assertThatThrownBy(() -> Network.of(image, 10, List.of(new Flatten(), new Dense(1 << 20))))
                .hasMessageContaining("layers[1]: has 52614397952 parameters");
        assertThatThrownBy(() -> Network.of(
                        MNIST,
                        10,
                        List.of(new Flatten(), new Dense(30_000), new Dense(30_000), new Dense(10_000), new Dense(10))))
                .hasMessageContaining("layers[3]: has 300010000 parameters, 1223590000 with those before it");
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
