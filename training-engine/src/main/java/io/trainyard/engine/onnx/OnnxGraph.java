package io.trainyard.engine.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph under construction, in the messages of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3),
 * whose field numbers stand here.
 */
final class OnnxGraph {
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_NAME = 2;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int TENSOR_DIMENSION = 1;
    private static final int TENSOR_DATA_TYPE = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW_DATA = 9;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_TYPE_ELEMENT = 1;
    private static final int TENSOR_TYPE_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_VALUE = 1;
    private static final int DIMENSION_NAME = 2;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final List<ProtoMessage> nodes = new ArrayList<>();
    private final List<ProtoMessage> initializers = new ArrayList<>();

    void add(OnnxNode node) {
        nodes.add(node.message());
    }

    /** A constant tensor of floats; returns its name. */
    String floats(String name, List<Integer> shape, float[] values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        littleEndian(bytes).asFloatBuffer().put(values);
        return constant(name, FLOAT, shape, bytes);
    }

    /** A constant vector of integers; returns its name. */
    String integers(String name, long... values) {
        byte[] bytes = new byte[values.length * Long.BYTES];
        littleEndian(bytes).asLongBuffer().put(values);
        return constant(name, INT64, List.of(values.length), bytes);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String constant(String name, int type, List<Integer> shape, byte[] data) {
        ProtoMessage tensor = new ProtoMessage();
        for (int side : shape) tensor.integer(TENSOR_DIMENSION, side);
        initializers.add(
                tensor.integer(TENSOR_DATA_TYPE, type).text(TENSOR_NAME, name).bytes(TENSOR_RAW_DATA, data));
        return name;
    }

    /** The finished graph with one input and one output, each of the given shape after the batch. */
    ProtoMessage message(String name, ProtoMessage input, ProtoMessage output) {
        ProtoMessage graph = new ProtoMessage();
        nodes.forEach(node -> graph.message(GRAPH_NODE, node));
        graph.text(GRAPH_NAME, name);
        initializers.forEach(tensor -> graph.message(GRAPH_INITIALIZER, tensor));
        return graph.message(GRAPH_INPUT, input).message(GRAPH_OUTPUT, output);
    }

    /** Declares a value of floats whose first side is the batch, as large as one likes. */
    static ProtoMessage value(String name, int... sides) {
        ProtoMessage shape =
                new ProtoMessage().message(SHAPE_DIMENSION, new ProtoMessage().text(DIMENSION_NAME, "batch"));
        for (int side : sides) shape.message(SHAPE_DIMENSION, new ProtoMessage().integer(DIMENSION_VALUE, side));
        ProtoMessage tensor =
                new ProtoMessage().integer(TENSOR_TYPE_ELEMENT, FLOAT).message(TENSOR_TYPE_SHAPE, shape);
        return new ProtoMessage()
                .text(VALUE_NAME, name)
                .message(VALUE_TYPE, new ProtoMessage().message(TYPE_TENSOR, tensor));
    }
}
