package io.trainyard.engine.device;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where each tensor lies in the flat arrays that devices and checkpoints exchange: node after node, each node's tensors in
 * their own order and in C order. Trained tensors are in one array, tracked ones in another.
 *
 * @param trained in order, without gaps
 * @param tracked in order, without gaps
 */
public record ParameterLayout(List<Tensor> trained, List<Tensor> tracked) {
    public ParameterLayout {
        trained = List.copyOf(trained);
        tracked = List.copyOf(tracked);
    }

    /**
     * A tensor in its place.
     *
     * @param node index in the network
     * @param name unique within the network, such as {@code 7.branches.0.2.weight}
     * @param offset of its first number in the array of its kind
     */
    public record Tensor(int node, String name, TensorSpec spec, int offset) {
        /** Offset behind its last number. */
        public int end() {
            return offset + spec.size();
        }
    }

    public static ParameterLayout of(Network network) {
        List<Tensor> trained = new ArrayList<>();
        List<Tensor> tracked = new ArrayList<>();
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            for (TensorSpec spec : node.tensors()) {
                List<Tensor> array = spec.role().isTrained() ? trained : tracked;
                array.add(new Tensor(i, node.path() + "." + spec.name(), spec, size(array)));
            }
        }
        return new ParameterLayout(trained, tracked);
    }

    /** Length of the array of parameters. */
    public int parameters() {
        return size(trained);
    }

    /** Length of the array of running statistics. */
    public int statistics() {
        return size(tracked);
    }

    private static int size(List<Tensor> array) {
        return array.isEmpty()
                ? 0
                : Math.addExact(array.getLast().offset(), array.getLast().spec().size());
    }

    /** Numbers of the largest tensor: whoever gives a device its state has one tensor at a time beside it. */
    public int largest() {
        return Stream.concat(trained.stream(), tracked.stream())
                .mapToInt(tensor -> tensor.spec().size())
                .max()
                .orElse(0);
    }
}
