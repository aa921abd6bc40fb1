package io.trainyard.engine.onnx;

import io.trainyard.contract.network.LayerSpec.Activation;
import io.trainyard.contract.network.LayerSpec.Gelu;
import io.trainyard.contract.network.LayerSpec.LeakyRelu;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Sigmoid;
import io.trainyard.contract.network.LayerSpec.Silu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import java.util.List;

/** Activations as operators. The last one's output has the path of the node as its name. */
final class OnnxActivations {
    private final OnnxGraph graph;

    OnnxActivations(OnnxGraph graph) {
        this.graph = graph;
    }

    void add(String path, Activation activation, String input) {
        switch (activation) {
            case Relu _ -> operator("Relu", path, input);
            case LeakyRelu leaky ->
                graph.add(new OnnxNode("LeakyRelu", path, List.of(input)).with("alpha", leaky.slope()));
            case Gelu _ -> gelu(path, input);
            case Silu _ -> operator("Mul", path, input, operator("Sigmoid", path + ".sigmoid", input));
            case Tanh _ -> operator("Tanh", path, input);
            case Sigmoid _ -> operator("Sigmoid", path, input);
        }
    }

    /** x/2 · (1 + erf(x/√2)): an operator of its own only from version 20 on. */
    private void gelu(String path, String input) {
        String scaled = operator("Mul", path + ".scaled", input, scalar(path + ".scale", Math.sqrt(0.5)));
        String erf = operator("Erf", path + ".erf", scaled);
        String raised = operator("Add", path + ".raised", erf, scalar(path + ".one", 1));
        String half = operator("Mul", path + ".halved", input, scalar(path + ".half", 0.5));
        operator("Mul", path, half, raised);
    }

    private String scalar(String name, double value) {
        return graph.floats(name, List.of(), new float[] {(float) value});
    }

    private String operator(String operator, String output, String... inputs) {
        graph.add(new OnnxNode(operator, output, List.of(inputs)));
        return output;
    }
}
