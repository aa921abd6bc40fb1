package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a network's layers are run. ReLU followed by max pooling becomes max pooling followed by ReLU: both
 * are monotonous, so values and gradients are the same, and ReLU then works on a fraction of the values.
 */
final class PassOrder {
    /**
     * A layer in its turn.
     *
     * @param index in the network, which names its parameters and its random numbers
     */
    record Turn(int index, LayerSpec spec, Shape output) {}

    private PassOrder() {}

    static List<Turn> of(Network network) {
        List<Turn> turns = new ArrayList<>();
        List<Network.Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            Network.Layer layer = layers.get(i);
            boolean swapped = i + 1 < layers.size()
                    && layer.spec() instanceof Relu
                    && layers.get(i + 1).spec() instanceof MaxPooling;
            if (swapped) {
                Network.Layer pooling = layers.get(i + 1);
                turns.add(new Turn(i + 1, pooling.spec(), pooling.output()));
                turns.add(new Turn(i, layer.spec(), pooling.output()));
                i++;
            } else turns.add(new Turn(i, layer.spec(), layer.output()));
        }
        return turns;
    }
}
