package io.trainyard.engine.graph;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.List;

/**
 * One or more layers that are computed together. Values are called by the node that gives them in the network.
 *
 * @param layer index of the node whose layer it is
 * @param inputs values that it takes
 * @param output value that it gives, which is another node's where layers are fused or swapped
 * @param shape of the output
 * @param rectified whether a ReLU follows within the operation
 * @param biased whether the layer's bias, if it has one, counts; before a batch normalisation it does not, which takes every
 *     mean away
 */
public record Operation(int layer, List<Integer> inputs, int output, Shape shape, boolean rectified, boolean biased) {
    static Operation of(Network network, int layer) {
        Network.Node node = network.nodes().get(layer);
        return new Operation(layer, node.inputs(), layer, node.output(), false, true);
    }

    Operation rectifiedAs(int relu) {
        return new Operation(layer, inputs, relu, shape, true, biased);
    }

    Operation unbiased() {
        return new Operation(layer, inputs, output, shape, rectified, false);
    }

    Operation between(int input, int newOutput, Shape newShape) {
        return new Operation(layer, List.of(input), newOutput, newShape, rectified, biased);
    }
}
