package io.trainyard.engine.onnx;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes give. A vector is batch × n for some operators and batch × n × 1 × 1 for others: each asks for what it
 * needs.
 */
final class OnnxValues {
    private final OnnxGraph graph;
    private final Map<Integer, Value> ofNodes = new HashMap<>();
    private final Map<String, Value> vectors = new HashMap<>();
    private final Map<String, Value> images = new HashMap<>();

    /**
     * A value in the graph.
     *
     * @param isVector whether it has two sides, batch × n, and not four
     */
    record Value(String name, Shape shape, boolean isVector) {}

    OnnxValues(OnnxGraph graph, Shape image) {
        this.graph = graph;
        ofNodes.put(Network.IMAGE, new Value(OnnxModel.IMAGE, image, false));
    }

    void put(int node, Value value) {
        ofNodes.put(node, value);
    }

    Value of(int node) {
        Value value = ofNodes.get(node);
        if (value == null) throw new IllegalStateException("node " + node + " is needed before it is there");
        return value;
    }

    /** What a node takes first, as it is. */
    Value input(Node node) {
        return of(node.inputs().getFirst());
    }

    Value asVector(Value value) {
        return value.isVector() ? value : vectors.computeIfAbsent(value.name(), name -> flattened(value));
    }

    Value asImage(Value value) {
        return value.isVector() ? images.computeIfAbsent(value.name(), name -> unflattened(value)) : value;
    }

    private Value flattened(Value value) {
        String name = value.name() + ".vector";
        graph.add(new OnnxNode("Flatten", name, List.of(value.name())).with("axis", 1));
        return new Value(name, Shape.vector(value.shape().size()), true);
    }

    private Value unflattened(Value value) {
        String name = value.name() + ".image";
        // A zero copies the side that is there: the batch.
        String shape = graph.integers(name + ".shape", 0, value.shape().channels(), 1, 1);
        graph.add(new OnnxNode("Reshape", name, List.of(value.name(), shape)));
        return new Value(name, value.shape(), false);
    }
}
