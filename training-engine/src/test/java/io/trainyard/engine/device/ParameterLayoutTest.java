package io.trainyard.engine.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
    private static final Shape DIGIT = new Shape(1, 28, 28);

    @Test
    void presetsHaveTheParametersOfTheirPapers() {
        assertThat(layout("fc2layer", DIGIT).parameters()).isEqualTo(6442);
        assertThat(layout("small-cnn", DIGIT).parameters()).isEqualTo(6422);
        assertThat(layout("tutorial-net", new Shape(3, 32, 32)).parameters()).isEqualTo(62_006);
    }

    @Test
    void tensorsAreNamedAndPlacedNodeAfterNode() {
        ParameterLayout layout = ParameterLayout.of(normalized());

        assertThat(layout.trained())
                .extracting(ParameterLayout.Tensor::name)
                .containsExactly("0.weight", "1.weight", "1.bias", "3.weight", "3.bias");
        assertThat(layout.trained())
                .extracting(ParameterLayout.Tensor::offset)
                .containsExactly(0, 18, 20, 22, 22 + 3 * 2 * 26 * 26);
        assertThat(layout.tracked())
                .extracting(ParameterLayout.Tensor::name)
                .containsExactly("1.running_mean", "1.running_var");
    }

    private static Network normalized() {
        Convolution convolution = new Convolution(2, Extent.of(3), Extent.of(1), Extent.of(0), 1, 1, false);
        return Network.of(DIGIT, 3, List.of(convolution, new BatchNormalization(), new Flatten(), new Dense(3)));
    }

    private static ParameterLayout layout(String preset, Shape shape) {
        Network network = new NetworkSpec.Preset(preset).resolve(shape, 10);
        return ParameterLayout.of(network);
    }
}
