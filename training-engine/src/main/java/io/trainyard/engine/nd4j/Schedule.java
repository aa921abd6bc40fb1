package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a network is run, in which order. A flattened image is the same memory seen as a vector, and dropout does nothing
 * in an evaluation: neither has a turn.
 *
 * @param turns in order
 * @param heads where the network's heads find their scores
 * @param taps where each node's output is found; nodes that are not run have none
 */
record Schedule(List<Turn> turns, List<Tap> heads, Map<Integer, Tap> taps) {
    /**
     * A layer in its turn.
     *
     * @param node index in the network
     */
    record Turn(int node, LayerSpec spec, List<Tap> inputs, Shape output) {}

    /**
     * The output of a turn, or the image.
     *
     * @param turn that it comes from, or {@link Network#IMAGE}
     * @param shape in which it is seen
     */
    record Tap(int turn, Shape shape) {}

    /**
     * With all heads. ReLU followed by max pooling becomes max pooling followed by ReLU: both are monotonous, so values and
     * gradients are the same, and ReLU then works on a fraction of the values.
     */
    static Schedule training(Network network) {
        return new Builder(network, true).build();
    }

    /** Without auxiliary classifiers and in the network's own order, so that each node's output can be looked at. */
    static Schedule evaluation(Network network) {
        return new Builder(network, false).build();
    }

    Optional<Tap> tap(int node) {
        return Optional.ofNullable(taps.get(node));
    }

    /** Goes through the nodes once. */
    private static final class Builder {
        private final Network network;
        private final boolean training;
        private final int[] uses;
        private final List<Turn> turns = new ArrayList<>();
        private final Map<Integer, Tap> taps = new HashMap<>();

        Builder(Network network, boolean training) {
            this.network = network;
            this.training = training;
            uses = uses(network, training ? network.heads().size() : 1);
            taps.put(Network.IMAGE, new Tap(Network.IMAGE, network.input()));
        }

        /** How often each node's output is taken on the way to the first heads. */
        private static int[] uses(Network network, int heads) {
            int[] uses = new int[network.nodes().size()];
            for (int i = 0; i < heads; i++) uses[network.heads().get(i).node()]++;
            for (int i = uses.length - 1; i >= 0; i--)
                if (uses[i] > 0)
                    for (int input : network.nodes().get(i).inputs()) if (input != Network.IMAGE) uses[input]++;
            return uses;
        }

        Schedule build() {
            for (int i = 0; i < uses.length; i++)
                if (uses[i] > 0) place(i, network.nodes().get(i));
            List<Tap> heads = network.heads().stream()
                    .limit(training ? Long.MAX_VALUE : 1)
                    .map(head -> tap(head.node()))
                    .toList();
            return new Schedule(List.copyOf(turns), heads, Map.copyOf(taps));
        }

        private void place(int index, Node node) {
            List<Tap> inputs = node.inputs().stream().map(this::tap).toList();
            boolean sameValues = node.spec() instanceof Flatten || (!training && node.spec() instanceof Dropout);
            if (sameValues) taps.put(index, new Tap(inputs.getFirst().turn(), node.output()));
            else if (isPoolingBehindRelu(index, node)) swap(index, node);
            else taps.put(index, turn(new Turn(index, node.spec(), inputs, node.output())));
        }

        private boolean isPoolingBehindRelu(int index, Node node) {
            int before = node.inputs().getFirst();
            return training
                    && node.spec() instanceof MaxPooling
                    && before != Network.IMAGE
                    && before == index - 1
                    && network.nodes().get(before).spec() instanceof Relu
                    && uses[before] == 1;
        }

        private void swap(int index, Node pooling) {
            int before = pooling.inputs().getFirst();
            Turn relu = turns.removeLast();
            Tap pooled = turn(new Turn(index, pooling.spec(), relu.inputs(), pooling.output()));
            taps.put(index, turn(new Turn(before, relu.spec(), List.of(pooled), pooling.output())));
            taps.remove(before);
        }

        private Tap turn(Turn turn) {
            turns.add(turn);
            return new Tap(turns.size() - 1, turn.output());
        }

        private Tap tap(int node) {
            Tap found = taps.get(node);
            if (found == null) throw new IllegalStateException("node " + node + " is used before its turn");
            return found;
        }
    }
}
