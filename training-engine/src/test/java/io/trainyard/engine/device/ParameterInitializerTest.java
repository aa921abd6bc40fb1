package io.trainyard.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterInitializerTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<ComputeDevice> devices() {
        return List.of(new Nd4jDevice(), new OneDnnDevice());
    }

    @Test
    void pytorchDrawsWeightsAndBiasesWithinOneOverTheRootOfFanIn() {
        Network network = digits("small-cnn");
        float[] parameters = parameters(network, Initialization.PYTORCH, 1);

        for (ParameterLayout.Tensor tensor : ParameterLayout.of(network).trained()) {
            double limit = 1 / Math.sqrt((double) tensor.spec().fanIn());
            assertThat(greatest(parameters, tensor)).isBetween(.5 * limit, limit * 1.000001);
        }
    }

    @Test
    void heDrawsVarianceTwoOverFanIn() {
        Network network = digits("fc2layer");
        ParameterLayout.Tensor first = ParameterLayout.of(network).trained().getFirst();
        float[] parameters = parameters(network, Initialization.HE, 1);

        double variance = IntStream.range(0, first.end())
                .mapToDouble(i -> parameters[i] * parameters[i])
                .average()
                .orElseThrow();

        assertThat(variance).isCloseTo(2.0 / 784, within(2e-4));
        assertThat(parameters[first.end()]).isZero();
    }

    @Test
    void xavierStaysWithinItsLimit() {
        Network network = digits("fc2layer");
        ParameterLayout.Tensor first = ParameterLayout.of(network).trained().getFirst();
        float[] parameters = parameters(network, Initialization.XAVIER, 1);

        double limit = Math.sqrt(6.0 / (784 + 8));
        assertThat(greatest(parameters, first)).isBetween(.99 * limit, limit * 1.000001);
        assertThat(parameters[first.end()]).isZero();
    }

    /** A seed stands for its numbers, also in the next version. */
    @ParameterizedTest
    @CsvSource({"PYTORCH, -2126348384", "HE, -114711633", "XAVIER, -1721990543"})
    void seedGivesTheBitsThatItAlwaysGave(Initialization initialization, int hash) {
        assertThat(Arrays.hashCode(parameters(digits("small-cnn"), initialization, 1)))
                .isEqualTo(hash);
    }

    @Test
    void normalisationStartsAsTheIdentity() {
        Program program = Programs.classifier(Shape.vector(2), 1, new Dense(2), new BatchNormalization(), new Dense(3));

        try (TrainableNetwork network = Programs.start(new Nd4jDevice(), program)) {
            assertThat(Arrays.copyOfRange(network.read(State.PARAMETERS), 6, 10))
                    .containsExactly(1, 1, 0, 0);
            assertThat(network.read(State.RUNNING_STATISTICS)).containsExactly(0, 0, 1, 1);
        }
    }

    @Test
    void whatALayerDrawsDoesNotDependOnTheLayersBeforeIt() {
        Network narrow = Network.of(Shape.vector(4), 3, List.of(new Dense(2), new Dense(3)));
        Network wide = Network.of(Shape.vector(9), 3, List.of(new Dense(2), new Dense(3)));

        assertThat(lastLayer(narrow)).isEqualTo(lastLayer(wide));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void parametersNeverLieOnTheHeap(ComputeDevice device) {
        Program program = Programs.classifier(Shape.vector(500), 1, new Dense(1000), new Dense(1000), new Dense(3));
        ParameterLayout layout = ParameterLayout.of(program.network());

        try (TrainableNetwork network = device.compile(program)) {
            Programs.begin(network, program);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Programs.begin(network, program);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).isLessThan(layout.parameters() * Float.BYTES / 20);
        }
    }

    private static double greatest(float[] parameters, ParameterLayout.Tensor tensor) {
        return IntStream.range(tensor.offset(), tensor.end())
                .mapToDouble(i -> Math.abs(parameters[i]))
                .max()
                .orElseThrow();
    }

    private static float[] lastLayer(Network network) {
        float[] all = parameters(network, Initialization.HE, 5);
        return Arrays.copyOfRange(all, all.length - 9, all.length);
    }

    private static float[] parameters(Network network, Initialization initialization, long seed) {
        try (TrainableNetwork started = new Nd4jDevice().compile(Programs.of(network, 1))) {
            new ParameterInitializer(ParameterLayout.of(network), initialization, seed).initialize(started);
            return started.read(State.PARAMETERS);
        }
    }

    private static Network digits(String preset) {
        return new NetworkSpec.Preset(preset).resolve(new Shape(1, 28, 28), 10);
    }
}
