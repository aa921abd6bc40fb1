package io.trainyard.engine.onnx;

import java.util.List;

/** One operation of a graph: its operator, the names of what it takes and gives, and its attributes. */
final class OnnxNode {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int NAME = 3;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_FLOAT = 2;
    private static final int ATTRIBUTE_INTEGER = 3;
    private static final int ATTRIBUTE_INTEGERS = 8;
    private static final int ATTRIBUTE_TYPE = 20;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INTEGER = 2;
    private static final int TYPE_INTEGERS = 7;

    private final ProtoMessage message = new ProtoMessage();

    /** An operation with one output, which is also its name. */
    OnnxNode(String operator, String output, List<String> inputs) {
        inputs.forEach(input -> message.text(INPUT, input));
        message.text(OUTPUT, output).text(NAME, output).text(OPERATOR, operator);
    }

    OnnxNode with(String attribute, long value) {
        return attribute(new ProtoMessage()
                .text(ATTRIBUTE_NAME, attribute)
                .integer(ATTRIBUTE_INTEGER, value)
                .integer(ATTRIBUTE_TYPE, TYPE_INTEGER));
    }

    OnnxNode with(String attribute, double value) {
        return attribute(new ProtoMessage()
                .text(ATTRIBUTE_NAME, attribute)
                .number(ATTRIBUTE_FLOAT, (float) value)
                .integer(ATTRIBUTE_TYPE, TYPE_FLOAT));
    }

    OnnxNode with(String attribute, int[] values) {
        ProtoMessage list = new ProtoMessage().text(ATTRIBUTE_NAME, attribute);
        for (int value : values) list.integer(ATTRIBUTE_INTEGERS, value);
        return attribute(list.integer(ATTRIBUTE_TYPE, TYPE_INTEGERS));
    }

    private OnnxNode attribute(ProtoMessage attribute) {
        message.message(ATTRIBUTE, attribute);
        return this;
    }

    ProtoMessage message() {
        return message;
    }
}
