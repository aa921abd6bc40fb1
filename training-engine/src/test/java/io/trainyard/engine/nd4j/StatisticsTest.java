package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.DeadUnits;
import io.trainyard.engine.device.LayerNorm;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A network with weights 1, 0 | 0, 1 | 1, −1 | −1, −1 and a ReLU behind them: what it gives can be seen. */
class StatisticsTest {
    private static final Program PROGRAM =
            Programs.classifier(Shape.vector(2), 2, new Dense(4), new Relu(), new Dense(3));

    @Test
    void unitThatIsZeroForAllExamplesIsDead() {
        Batch batch = Programs.batch(PROGRAM);
        try (TrainableNetwork network = network()) {
            DeadUnits dead = new DeadUnits(PROGRAM.network());
            fill(batch, 1, 2, 3, 4);
            network.evaluate(batch, new float[6]);
            dead.observe(network);
            assertThat(dead.shares()).containsExactlyEntriesOf(Map.of(1, .5));

            fill(batch, 2, 1, 1, 1);
            network.evaluate(batch, new float[6]);
            dead.observe(network);
            assertThat(dead.shares()).containsExactlyEntriesOf(Map.of(1, .25));
        }
    }

    @Test
    void normsAreThoseOfALayersTensorsTogether() {
        Batch batch = Programs.batch(PROGRAM);
        try (TrainableNetwork network = network()) {
            network.gradient(batch, Programs.SETTINGS);
            List<LayerNorm> norms = LayerNorm.of(ParameterLayout.of(PROGRAM.network()), network);

            assertThat(norms).extracting(LayerNorm::node).containsExactly(0, 2);
            assertThat(norms.getFirst().parameters()).isCloseTo(Math.sqrt(6), within(1e-6));
            double squares = 0;
            for (LayerNorm norm : norms) squares += norm.gradient() * norm.gradient();
            double expected = 0;
            for (float slope : network.read(State.GRADIENT)) expected += (double) slope * slope;
            assertThat(squares).isCloseTo(expected, within(1e-9));
        }
    }

    private static TrainableNetwork network() {
        TrainableNetwork network = Programs.start(new Nd4jDevice(), PROGRAM);
        float[] parameters = network.read(State.PARAMETERS);
        float[] first = {1, 0, 0, 1, 1, -1, -1, -1, 0, 0, 0, 0};
        System.arraycopy(first, 0, parameters, 0, first.length);
        network.write(State.PARAMETERS, parameters);
        return network;
    }

    private static void fill(Batch batch, float... pixels) {
        for (int i = 0; i < pixels.length; i++) batch.setPixel(i, pixels[i]);
    }
}
