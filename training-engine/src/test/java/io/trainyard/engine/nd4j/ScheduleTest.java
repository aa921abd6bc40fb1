package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.nd4j.Schedule.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Shape IMAGE = new Shape(2, 8, 8);
    private static final Network SMALL_CNN = new NetworkSpec.Preset("small-cnn").resolve(new Shape(1, 28, 28), 10);

    @Test
    void trainingPoolsBeforeTheReluInFrontOfIt() {
        Schedule schedule = Schedule.training(SMALL_CNN);

        assertThat(schedule.turns()).extracting(Turn::node).containsExactly(0, 2, 1, 3, 5, 4, 7, 8, 9);
        assertThat(schedule.turns().get(2).output()).isEqualTo(new Shape(6, 12, 12));
    }

    @Test
    void evaluationKeepsTheOrderOfTheNetwork() {
        assertThat(Schedule.evaluation(SMALL_CNN).turns())
                .extracting(Turn::node)
                .containsExactly(0, 1, 2, 3, 4, 5, 7, 8, 9);
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

        assertThat(Schedule.training(network).turns()).extracting(Turn::node).containsExactly(0, 1, 3, 4, 6);
    }

    @Test
    void evaluationLeavesOutDropoutAndAuxiliaryClassifiers() {
        Network network = network(
                new Convolution(2, 3, 1, 1),
                new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
                new Dropout(.5),
                new Flatten(),
                new Dense(3));

        assertThat(Schedule.evaluation(network).turns()).extracting(Turn::node).containsExactly(0, 5);
        assertThat(Schedule.training(network).turns()).extracting(Turn::node).containsExactly(0, 2, 3, 5);
    }

    @Test
    void gradientOfAnOutputIsWrittenByItsLastConsumerAndAddedToByTheOthers() {
        Network network = network(
                new Convolution(2, 3, 1, 1),
                new Add(List.of(List.of(new Convolution(2, 3, 1, 1)), List.of())),
                new Flatten(),
                new Dense(3));

        GradientWays ways = new GradientWays(network, Schedule.training(network));

        assertThat(ways.adds(2, 1)).isFalse();
        assertThat(ways.adds(1, 0)).isTrue();
        assertThat(ways.isNeeded(Network.IMAGE)).isFalse();
    }

    private static Network network(LayerSpec... layers) {
        return Network.of(IMAGE, 3, List.of(layers));
    }
}
