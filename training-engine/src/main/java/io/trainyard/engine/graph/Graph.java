package io.trainyard.engine.graph;

import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Network;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network as operations over values, in the order of the forward pass. */
public final class Graph {
    private final Network network;
    private final Purpose purpose;
    private final List<Operation> operations;
    private final BitSet trained = new BitSet();
    /** Of values that are other ones, seen in another shape. */
    private final Map<Integer, Integer> sources = new HashMap<>();

    private Graph(Network network, Purpose purpose, List<Operation> operations) {
        this.network = network;
        this.purpose = purpose;
        this.operations = List.copyOf(operations);
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            trained.set(i, node.parameters() > 0 || node.inputs().stream().anyMatch(this::isTrained));
        }
        for (Operation operation : operations)
            if (isView(operation))
                sources.put(operation.output(), source(operation.inputs().getFirst()));
    }

    /**
     * Lowers a network. While training, a ReLU followed by max pooling becomes max pooling followed by a ReLU: both are monotonous,
     * so values and gradients are the same, and the ReLU then works on a fraction of the values.
     */
    public static Graph of(Network network, Purpose purpose, Fusion fusion) {
        return new Graph(network, purpose, new Lowering(network, purpose, fusion).operations());
    }

    public List<Operation> operations() {
        return operations;
    }

    /** Values of the heads that are computed, the network's output first. */
    public List<Integer> heads() {
        return network.heads().stream()
                .limit(purpose == Purpose.TRAINING ? Long.MAX_VALUE : 1)
                .map(Network.Head::node)
                .toList();
    }

    /** Whether something before this value is trained, so that the gradient by it is needed. */
    public boolean isTrained(int value) {
        return value != Network.IMAGE && trained.get(value);
    }

    /** Whether an operation leaves every number as and where it is: a flattened image is the image, and only training drops. */
    public boolean isView(Operation operation) {
        return switch (network.nodes().get(operation.layer()).spec()) {
            case Flatten _ -> true;
            case Dropout _ -> purpose != Purpose.TRAINING;
            default -> false;
        };
    }

    /** The value whose numbers these are; mostly itself. */
    public int source(int value) {
        return sources.getOrDefault(value, value);
    }
}
