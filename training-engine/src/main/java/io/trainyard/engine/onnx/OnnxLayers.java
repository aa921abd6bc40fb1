package io.trainyard.engine.onnx;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Activation;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.TensorSpec;
import io.trainyard.engine.onnx.OnnxValues.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Adds layers to a graph, each as the operators that compute the same. Values are named by the paths of their nodes. */
final class OnnxLayers {
    private final TrainedTensors tensors;
    private final OnnxGraph graph = new OnnxGraph();
    private final OnnxValues values;
    private final OnnxPooling pooling = new OnnxPooling(graph);
    private final OnnxActivations activations = new OnnxActivations(graph);

    OnnxLayers(Shape image, TrainedTensors tensors) {
        this.tensors = tensors;
        values = new OnnxValues(graph, image);
    }

    OnnxGraph graph() {
        return graph;
    }

    /** Makes the output of a node the scores. */
    void finish(int node) {
        String name = values.asVector(values.of(node)).name();
        graph.add(new OnnxNode("Identity", OnnxModel.SCORES, List.of(name)));
    }

    void add(int index, Node node) {
        values.put(index, value(node));
    }

    private Value value(Node node) {
        return switch (node.spec()) {
            case Dense _ -> dense(node);
            case Convolution convolution -> convolution(node, convolution);
            case MaxPooling max -> onImage(node, input -> pooling.max(node, max, input));
            case AveragePooling average -> onImage(node, input -> pooling.average(node, average, input));
            case AdaptiveAveragePooling _ -> onImage(node, input -> pooling.adaptive(node, input));
            case GlobalAveragePooling _ -> onImage(node, input -> graph.add(node("GlobalAveragePool", node, input)));
            case BatchNormalization norm -> batchNormalization(node, norm);
            case LocalResponseNormalization norm -> localResponseNormalization(node, norm);
            case Activation activation -> activation(node, activation);
            case Dropout _ -> values.input(node);
            case Flatten _ -> values.asVector(values.input(node));
            case Padding padding ->
                onImage(
                        node,
                        input -> pooling.pad(node.path(), input, padding.channels(), Extent.of(padding.pixels())));
            case Concat _ -> join(node, "Concat");
            case Add _ -> join(node, "Sum");
            case AuxiliaryClassifier _ ->
                throw new IllegalStateException(node.path() + ": an auxiliary classifier is no node");
        };
    }

    /** Wx + b, as x·Wᵀ + b for a batch. */
    private Value dense(Node node) {
        List<String> inputs =
                new ArrayList<>(List.of(values.asVector(values.input(node)).name()));
        inputs.addAll(constants(node));
        graph.add(new OnnxNode("Gemm", node.path(), inputs).with("transB", 1));
        return new Value(node.path(), node.output(), true);
    }

    private Value convolution(Node node, Convolution convolution) {
        return onImage(node, input -> {
            List<String> inputs = new ArrayList<>(List.of(input));
            inputs.addAll(constants(node));
            graph.add(new OnnxNode("Conv", node.path(), inputs)
                    .with("kernel_shape", OnnxPooling.sides(convolution.kernel()))
                    .with("strides", OnnxPooling.sides(convolution.stride()))
                    .with("pads", OnnxPooling.pads(convolution.padding(), Extent.of(0)))
                    .with("dilations", OnnxPooling.sides(Extent.of(convolution.dilation())))
                    .with("group", convolution.groups()));
        });
    }

    private Value batchNormalization(Node node, BatchNormalization norm) {
        Value input = values.input(node);
        List<String> inputs = new ArrayList<>(List.of(input.name()));
        inputs.addAll(constants(node));
        graph.add(new OnnxNode("BatchNormalization", node.path(), inputs).with("epsilon", norm.epsilon()));
        return like(input, node);
    }

    private Value localResponseNormalization(Node node, LocalResponseNormalization norm) {
        return onImage(
                node,
                input -> graph.add(new OnnxNode("LRN", node.path(), List.of(input))
                        .with("size", norm.size())
                        .with("alpha", norm.alpha())
                        .with("beta", norm.beta())
                        .with("bias", norm.k())));
    }

    private Value activation(Node node, Activation activation) {
        Value input = values.input(node);
        activations.add(node.path(), activation, input.name());
        return like(input, node);
    }

    private Value join(Node node, String operator) {
        List<Value> inputs = node.inputs().stream().map(values::of).toList();
        boolean vectors = inputs.stream().allMatch(Value::isVector);
        OnnxNode join = new OnnxNode(
                operator,
                node.path(),
                inputs.stream()
                        .map(input -> vectors ? input : values.asImage(input))
                        .map(Value::name)
                        .toList());
        graph.add(operator.equals("Concat") ? join.with("axis", 1) : join);
        return new Value(node.path(), node.output(), vectors);
    }

    private Value onImage(Node node, Consumer<String> operator) {
        operator.accept(values.asImage(values.input(node)).name());
        return new Value(node.path(), node.output(), false);
    }

    private static OnnxNode node(String operator, Node node, String input) {
        return new OnnxNode(operator, node.path(), List.of(input));
    }

    private static Value like(Value input, Node node) {
        return new Value(node.path(), node.output(), input.isVector());
    }

    /** The node's tensors, which are in the order in which the operators want them. */
    private List<String> constants(Node node) {
        List<String> names = new ArrayList<>();
        for (TensorSpec tensor : node.tensors()) {
            String name = node.path() + "." + tensor.name();
            names.add(graph.floats(name, tensor.shape(), tensors.values(name)));
        }
        return names;
    }
}
