package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Network;
import java.util.List;

/**
 * One or more layers that are computed together.
 *
 * @param layer index of the node whose layer it is
 * @param inputs indexes of the values that it takes
 * @param output index of the value that it gives, which is another node's where layers are fused or swapped
 * @param rectified whether a ReLU follows within the turn
 * @param biased whether the layer's bias, if it has one, counts; before a batch normalisation it does not, which takes every
 *     mean away
 */
record Turn(int layer, List<Integer> inputs, int output, boolean rectified, boolean biased) {
    static Turn of(Network network, int layer) {
        return new Turn(layer, network.nodes().get(layer).inputs(), layer, false, true);
    }

    Turn rectifiedAs(int relu) {
        return new Turn(layer, inputs, relu, true, biased);
    }

    Turn unbiased() {
        return new Turn(layer, inputs, output, rectified, false);
    }

    Turn between(int input, int newOutput) {
        return new Turn(layer, List.of(input), newOutput, rectified, biased);
    }
}
