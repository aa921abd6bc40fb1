package io.trainyard.engine.onnx;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained network as an ONNX model: from {@code image}, batch × channels × height × width of normalised pixels, to
 * {@code scores}, batch × outputs. As in evaluation, dropout and auxiliary classifiers are absent and batch normalisation
 * uses its running statistics.
 */
public final class OnnxModel {
    static final String IMAGE = "image";
    static final String SCORES = "scores";

    private static final int OPERATORS_VERSION = 17;
    private static final int FORMAT_VERSION = 8;
    private static final int MODEL_FORMAT_VERSION = 1;
    private static final int MODEL_PRODUCER = 2;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPERATORS = 8;
    private static final int MODEL_PROPERTY = 14;
    private static final int OPERATORS_VERSION_FIELD = 2;
    private static final int PROPERTY_KEY = 1;
    private static final int PROPERTY_VALUE = 2;

    private final ProtoMessage message;

    private OnnxModel(ProtoMessage message) {
        this.message = message;
    }

    /**
     * Translates a network.
     *
     * @param properties texts that the model carries, such as how its images are normalised
     */
    public static OnnxModel of(Network network, TrainedTensors tensors, Map<String, String> properties) {
        OnnxLayers layers = new OnnxLayers(network.input(), tensors);
        BitSet needed = needed(network);
        for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1))
            layers.add(i, network.nodes().get(i));
        layers.finish(network.heads().getFirst().node());
        Shape image = network.input();
        ProtoMessage graph = layers.graph()
                .message(
                        "trainyard",
                        OnnxGraph.value(IMAGE, image.channels(), image.height(), image.width()),
                        OnnxGraph.value(SCORES, network.outputs()));
        ProtoMessage model = new ProtoMessage()
                .integer(MODEL_FORMAT_VERSION, FORMAT_VERSION)
                .text(MODEL_PRODUCER, "trainyard")
                .message(MODEL_GRAPH, graph)
                .message(MODEL_OPERATORS, new ProtoMessage().integer(OPERATORS_VERSION_FIELD, OPERATORS_VERSION));
        new TreeMap<>(properties)
                .forEach((key, value) -> model.message(
                        MODEL_PROPERTY,
                        new ProtoMessage().text(PROPERTY_KEY, key).text(PROPERTY_VALUE, value)));
        return new OnnxModel(model);
    }

    /** The nodes that the scores depend on: all but those of auxiliary classifiers. */
    private static BitSet needed(Network network) {
        BitSet needed = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(network.heads().getFirst().node());
        while (!open.isEmpty()) {
            int index = open.remove();
            if (index == Network.IMAGE || needed.get(index)) continue;
            needed.set(index);
            Node node = network.nodes().get(index);
            open.addAll(node.inputs());
        }
        return needed;
    }

    /** Length in bytes. */
    public long size() {
        return message.size();
    }

    public void writeTo(OutputStream out) throws IOException {
        message.writeTo(out);
    }
}
