package io.trainyard.engine.cpu;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import java.util.Optional;

/** Finds where the numbers of a step stopped being finite, in the order in which they were computed. */
public final class FiniteCheck {
    private FiniteCheck() {}

    /** What a device still has of its last step. Empty where it keeps nothing of a node; the layout may be any. */
    public interface LastStep {
        Optional<Values> output(int node);

        /** The gradient by the node's output. */
        Optional<Values> gradient(int node);
    }

    /**
     * For people, such as {@code the output of layer 3 (relu)}.
     *
     * @param parameterGradient in the order of {@link ParameterLayout}
     */
    public static Optional<String> first(Network network, LastStep step, float[] parameterGradient) {
        for (int i = 0; i < network.nodes().size(); i++)
            if (isBad(step.output(i))) return Optional.of("the output of " + name(network, i));
        ParameterLayout layout = ParameterLayout.of(network);
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            if (isBad(step.gradient(i))) return Optional.of("the gradient by the output of " + name(network, i));
            for (Tensor tensor : layout.trained())
                if (tensor.node() == i && isBad(parameterGradient, tensor))
                    return Optional.of("the gradient by the " + tensor.spec().name() + " of " + name(network, i));
        }
        return Optional.empty();
    }

    private static boolean isBad(Optional<Values> values) {
        return values.isPresent() && !values.get().isFinite();
    }

    private static boolean isBad(float[] gradient, Tensor tensor) {
        int end = tensor.end();
        for (int i = tensor.offset(); i < end; i++) if (!Float.isFinite(gradient[i])) return true;
        return false;
    }

    private static String name(Network network, int index) {
        Node node = network.nodes().get(index);
        return "layer " + node.path() + " (" + node.spec().type() + ")";
    }
}
