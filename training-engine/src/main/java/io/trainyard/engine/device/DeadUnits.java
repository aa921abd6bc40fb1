package io.trainyard.engine.device;

import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which units of the ReLU layers never left zero, over all evaluations that were observed: they learn nothing. A unit is a
 * feature map, or one output of a dense layer.
 */
public final class DeadUnits {
    private final Network network;
    /** Units that have been seen alive, by node. */
    private final Map<Integer, BitSet> alive = new TreeMap<>();

    public DeadUnits(Network network) {
        this.network = network;
    }

    /** Looks at the evaluation that was the last thing a network did. */
    public void observe(TrainableNetwork evaluated) {
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            if (!(node.spec() instanceof Relu)) continue;
            int index = i;
            evaluated.activation(i).ifPresent(values -> observe(index, node, values));
        }
    }

    private void observe(int index, Node node, float[] values) {
        BitSet units = alive.computeIfAbsent(index, key -> new BitSet());
        int plane = node.output().height() * node.output().width();
        for (int i = 0; i < values.length; i++)
            if (values[i] > 0) units.set(i / plane % node.output().channels());
    }

    /** The dead ones' share of each observed ReLU layer, by its index in the network. */
    public Map<Integer, Double> shares() {
        Map<Integer, Double> shares = new TreeMap<>();
        alive.forEach((node, units) -> {
            int channels = network.nodes().get(node).output().channels();
            shares.put(node, 1 - (double) units.cardinality() / channels);
        });
        return shares;
    }
}
