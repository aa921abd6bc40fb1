package io.trainyard.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.NetworkSpec;
import io.trainyard.contract.network.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
    private static final Shape DIGIT = new Shape(1, 28, 28);

    @Test
    void presetsHaveTheParametersOfTheirPapers() {
        assertThat(layout("fc2layer", DIGIT).size()).isEqualTo(6442);
        assertThat(layout("small-cnn", DIGIT).size()).isEqualTo(6422);
        assertThat(layout("tutorial-net", new Shape(3, 32, 32)).size()).isEqualTo(62_006);
    }

    @Test
    void pytorchDrawsWeightsAndBiasesWithinOneOverTheRootOfFanIn() {
        ParameterLayout layout = layout("small-cnn", DIGIT);
        float[] parameters = ParameterInitializer.draw(layout, Initialization.PYTORCH, 1);

        for (ParameterLayout.Block block : layout.blocks()) {
            double limit = 1 / Math.sqrt(block.fanIn());
            int end = block.offset() + block.weights() + block.biases();
            double greatest = IntStream.range(block.offset(), end)
                    .mapToDouble(i -> Math.abs(parameters[i]))
                    .max()
                    .orElseThrow();
            assertThat(greatest).isBetween(.85 * limit, limit * 1.000001);
        }
    }

    @Test
    void heDrawsVarianceTwoOverFanIn() {
        ParameterLayout layout = layout("fc2layer", DIGIT);
        ParameterLayout.Block first = layout.blocks().getFirst();
        float[] parameters = ParameterInitializer.draw(layout, Initialization.HE, 1);

        double variance = IntStream.range(0, first.weights())
                .mapToDouble(i -> parameters[i] * parameters[i])
                .average()
                .orElseThrow();

        assertThat(variance).isCloseTo(2.0 / 784, within(2e-4));
        assertThat(parameters[first.weights()]).isZero();
    }

    @Test
    void xavierStaysWithinItsLimit() {
        ParameterLayout layout = layout("fc2layer", DIGIT);
        ParameterLayout.Block first = layout.blocks().getFirst();
        float[] parameters = ParameterInitializer.draw(layout, Initialization.XAVIER, 1);

        double greatest = IntStream.range(0, first.weights())
                .mapToDouble(i -> Math.abs(parameters[i]))
                .max()
                .orElseThrow();

        double limit = Math.sqrt(6.0 / (784 + 8));
        assertThat(greatest).isBetween(.99 * limit, limit * 1.000001);
        assertThat(parameters[first.weights()]).isZero();
    }

    private static ParameterLayout layout(String preset, Shape shape) {
        Network network = new NetworkSpec.Preset(preset).resolve(shape, 10);
        return ParameterLayout.of(network);
    }
}
