package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.ParameterLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the parameters lie in the kernels' arrays: rows of weights are filled up with zeros to whole vectors, and a
 * convolution's go by kernel width × channels. What is filled up has a gradient of zero and stays zero.
 */
final class Layout {
    private final Map<Integer, Place> places = new HashMap<>();
    private final int[] order;
    private final int length;

    Layout(Network network, List<Stage> stages) {
        int end = 0;
        for (Stage stage : stages) {
            Network.Node node = network.nodes().get(stage.node());
            if (node.parameters() == 0) continue;
            Place place = new Place(node, end);
            places.put(stage.node(), place);
            end = place.end;
        }
        length = end;
        ParameterLayout canonical = ParameterLayout.of(network);
        order = new int[canonical.parameters()];
        for (ParameterLayout.Tensor tensor : canonical.trained())
            for (int i = 0; i < tensor.spec().size(); i++)
                order[tensor.offset() + i] =
                        place(tensor.node()).index(tensor.spec().role(), i);
    }

    Place place(int node) {
        Place found = places.get(node);
        if (found == null) throw new IllegalStateException("no parameters at node " + node);
        return found;
    }

    /** Floats of an array in the kernels' order, a multiple of the lane count. */
    int length() {
        return length;
    }

    /** Numbers of an array in the order of {@link ParameterLayout}. */
    int parameters() {
        return order.length;
    }

    /** Where the kernels have a parameter. */
    int index(int canonical) {
        return order[canonical];
    }

    /** A layer's parameters: a row of weights for each unit or filter, then the biases. */
    static final class Place {
        final int weights;
        final int biases;
        final boolean hasBiases;
        private final int rowLength;

        /** For each weight of a row, in canonical order, where in the row it lies. */
        private final int[] columns;

        private final int end;

        private Place(Network.Node node, int begin) {
            weights = begin;
            hasBiases = node.tensors().size() > 1;
            if (node.spec() instanceof Convolution convolution) {
                Kernel kernel = new Kernel(node.input(), convolution.kernel());
                rowLength = kernel.length();
                columns = kernel.weights();
            } else if (node.spec() instanceof Dense) {
                rowLength = Lanes.roundUp(node.input().size());
                columns = IntStream.range(0, node.input().size()).toArray();
            } else throw new IllegalStateException("parameters of " + node.spec());
            int rows = Lanes.roundUp(node.output().channels());
            biases = Math.addExact(begin, Math.multiplyExact(rows, rowLength));
            end = Math.addExact(biases, rows);
        }

        private int index(Role role, int i) {
            return role == Role.BIAS
                    ? biases + i
                    : weights + i / columns.length * rowLength + columns[i % columns.length];
        }
    }
}
