package io.trainyard.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    void pytorchDrawsWeightsAndBiasesWithinOneOverTheRootOfFanIn() {
        ParameterLayout layout = layout("small-cnn", DIGIT);
        float[] parameters = ParameterInitializer.parameters(layout, Initialization.PYTORCH, 1);

        for (ParameterLayout.Tensor tensor : layout.trained()) {
            double limit = 1 / Math.sqrt(tensor.spec().fanIn());
            double greatest = IntStream.range(tensor.offset(), tensor.end())
                    .mapToDouble(i -> Math.abs(parameters[i]))
                    .max()
                    .orElseThrow();
            assertThat(greatest).isBetween(.5 * limit, limit * 1.000001);
        }
    }

    @Test
    void heDrawsVarianceTwoOverFanIn() {
        ParameterLayout layout = layout("fc2layer", DIGIT);
        ParameterLayout.Tensor first = layout.trained().getFirst();
        float[] parameters = ParameterInitializer.parameters(layout, Initialization.HE, 1);

        double variance = IntStream.range(0, first.end())
                .mapToDouble(i -> parameters[i] * parameters[i])
                .average()
                .orElseThrow();

        assertThat(variance).isCloseTo(2.0 / 784, within(2e-4));
        assertThat(parameters[first.end()]).isZero();
    }

    @Test
    void xavierStaysWithinItsLimit() {
        ParameterLayout layout = layout("fc2layer", DIGIT);
        ParameterLayout.Tensor first = layout.trained().getFirst();
        float[] parameters = ParameterInitializer.parameters(layout, Initialization.XAVIER, 1);

        double greatest = IntStream.range(0, first.end())
                .mapToDouble(i -> Math.abs(parameters[i]))
                .max()
                .orElseThrow();

        double limit = Math.sqrt(6.0 / (784 + 8));
        assertThat(greatest).isBetween(.99 * limit, limit * 1.000001);
        assertThat(parameters[first.end()]).isZero();
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

    @Test
    void normalisationStartsAsTheIdentity() {
        ParameterLayout layout = ParameterLayout.of(normalized());
        float[] parameters = ParameterInitializer.parameters(layout, Initialization.HE, 1);

        assertThat(Arrays.copyOfRange(parameters, 18, 22)).containsExactly(1, 1, 0, 0);
        assertThat(ParameterInitializer.statistics(layout)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void whatALayerDrawsDoesNotDependOnTheLayersBeforeIt() {
        Network narrow = Network.of(Shape.vector(4), 3, List.of(new Dense(2), new Dense(3)));
        Network wide = Network.of(Shape.vector(9), 3, List.of(new Dense(2), new Dense(3)));

        assertThat(lastLayer(narrow)).isEqualTo(lastLayer(wide));
    }

    private static float[] lastLayer(Network network) {
        float[] all = ParameterInitializer.parameters(ParameterLayout.of(network), Initialization.HE, 5);
        return Arrays.copyOfRange(all, all.length - 9, all.length);
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
