package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import java.util.BitSet;

/**
 * What follows for each node from the nodes behind it, found in one pass over the network: asked node by node, its ways would be
 * walked, of which branches make more than can be counted.
 */
final class Neighbours {
    private final BitSet onlyForDenseLayers = new BitSet();

    Neighbours(Network network) {
        int count = network.nodes().size();
        onlyForDenseLayers.set(0, count);
        for (int i = count - 1; i >= 0; i--)
            if (!suitsDenseLayers(network, i)) clearInputs(network.nodes().get(i));
    }

    /** Whether nobody but dense layers sees a node's values, also by way of layers that change each number for itself. */
    boolean isOnlyForDenseLayers(int node) {
        return onlyForDenseLayers.get(node);
    }

    private boolean suitsDenseLayers(Network network, int consumer) {
        return switch (network.nodes().get(consumer).spec()) {
            case Dense _ -> true;
            case Dropout _, Relu _ -> onlyForDenseLayers.get(consumer);
            default -> false;
        };
    }

    private void clearInputs(Network.Node consumer) {
        for (int input : consumer.inputs()) if (input != Network.IMAGE) onlyForDenseLayers.clear(input);
    }
}
