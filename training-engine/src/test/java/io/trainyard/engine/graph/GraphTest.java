package io.trainyard.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Shape IMAGE = new Shape(2, 8, 8);
    private static final Network SMALL_CNN = new NetworkSpec.Preset("small-cnn").resolve(new Shape(1, 28, 28), 10);

    @Test
    void trainingPoolsBeforeTheReluInFrontOfIt() {
        Graph graph = graph(SMALL_CNN, Purpose.TRAINING);

        assertThat(layers(graph)).containsExactly(0, 2, 1, 3, 5, 4, 7, 8, 9);
        assertThat(graph.operations().get(1).output()).isEqualTo(1);
        assertThat(graph.operations().get(2).output()).isEqualTo(2);
        assertThat(graph.operations().get(2).shape()).isEqualTo(new Shape(6, 12, 12));
    }

    @Test
    void evaluationKeepsTheOrderOfTheNetwork() {
        for (Purpose purpose : List.of(Purpose.EVALUATION, Purpose.INSPECTION))
            assertThat(layers(graph(SMALL_CNN, purpose))).containsExactly(0, 1, 2, 3, 4, 5, 7, 8, 9);
    }

    @Test
    void reluThatSomebodyElseTakesStaysBeforeThePooling() {
        Network network = network(
                new Convolution(2, 3, 1, 1),
                new Relu(),
                new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
                new MaxPooling(2, 2),
                new Flatten(),
                new Dense(3));

        assertThat(layers(graph(network, Purpose.TRAINING))).containsExactly(0, 1, 3, 4, 6);
    }

    @Test
    void evaluationLeavesOutDropoutAndAuxiliaryClassifiers() {
        Network network = network(
                new Convolution(2, 3, 1, 1),
                new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
                new Dropout(.5),
                new Flatten(),
                new Dense(3));

        assertThat(layers(graph(network, Purpose.EVALUATION))).containsExactly(0, 5);
        assertThat(layers(graph(network, Purpose.TRAINING))).containsExactly(0, 2, 3, 5);
    }

    @Test
    void gradientOfAnOutputIsWrittenByItsLastConsumerAndAddedToByTheOthers() {
        Network network = network(
                new Convolution(2, 3, 1, 1),
                new Add(List.of(List.of(new Convolution(2, 3, 1, 1)), List.of())),
                new Flatten(),
                new Dense(3));

        Graph graph = graph(network, Purpose.TRAINING);
        GradientWays ways = new GradientWays(graph);

        assertThat(ways.adds(2, 1)).isFalse();
        assertThat(ways.adds(1, 0)).isTrue();
        assertThat(ways.headAdds(0)).isFalse();
        assertThat(graph.isTrained(0)).isTrue();
        assertThat(graph.isTrained(Network.IMAGE)).isFalse();
    }

    @Test
    void reluIsFusedWithWhatADeviceRectifies() {
        Network network = network(
                new Convolution(2, 3, 1, 1),
                new BatchNormalization(),
                new Relu(),
                new MaxPooling(2, 2),
                new Convolution(2, 3, 1, 1),
                new Relu(),
                new MaxPooling(2, 2),
                new Flatten(),
                new Dense(3));
        Fusion fusion = new Fusion() {
            @Override
            public boolean rectifies(Network.Node node) {
                return node.parameters() > 0;
            }

            @Override
            public boolean leavesOutBiases() {
                return true;
            }
        };

        List<Operation> training = Graph.of(network, Purpose.TRAINING, fusion).operations();
        List<Operation> evaluation =
                Graph.of(network, Purpose.EVALUATION, fusion).operations();

        assertThat(training).extracting(Operation::layer).containsExactly(0, 1, 3, 4, 6, 5, 7, 8);
        assertThat(training).extracting(Operation::rectified).startsWith(false, true, false, false, false);
        assertThat(training).extracting(Operation::biased).startsWith(false, true, true, true);
        assertThat(evaluation).extracting(Operation::layer).containsExactly(0, 1, 3, 4, 6, 7, 8);
        assertThat(evaluation).extracting(Operation::rectified).startsWith(false, true, false, true);
        assertThat(evaluation).extracting(Operation::biased).containsOnly(true);
    }

    @Test
    void flattenedImageIsTheImage() {
        Network network = network(new Flatten(), new Dropout(.5), new Dense(3));
        Graph training = graph(network, Purpose.TRAINING);
        Graph evaluation = graph(network, Purpose.EVALUATION);

        assertThat(training.source(0)).isEqualTo(Network.IMAGE);
        assertThat(training.source(1)).isEqualTo(1);
        assertThat(evaluation.source(1)).isEqualTo(Network.IMAGE);
        assertThat(training.isTrained(1)).isFalse();
    }

    private static Graph graph(Network network, Purpose purpose) {
        return Graph.of(network, purpose, Fusion.NONE);
    }

    /** Of what is computed. */
    private static List<Integer> layers(Graph graph) {
        return graph.operations().stream()
                .filter(operation -> !graph.isView(operation))
                .map(Operation::layer)
                .toList();
    }

    private static Network network(LayerSpec... layers) {
        return Network.of(IMAGE, 3, List.of(layers));
    }
}
