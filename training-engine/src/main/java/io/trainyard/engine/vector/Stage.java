package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Shape;

/**
 * Layers that run as one block: a convolution or a dense layer with what follows it, or dropout alone.
 *
 * @param spec of the first layer
 * @param node index of the first layer
 * @param last index of the last layer, whose output is the block's
 * @param output its shape, before it is flattened
 */
record Stage(LayerSpec spec, int node, int last, boolean pooled, boolean relu, Shape output) {
    static Stage of(LayerSpec spec, int node, Shape output) {
        return new Stage(spec, node, node, false, false, output);
    }

    Stage withPooling(int index, Shape pooledOutput) {
        return new Stage(spec, node, index, true, relu, pooledOutput);
    }

    Stage withRelu(int index) {
        return new Stage(spec, node, index, pooled, true, output);
    }

    Stage withFlatten(int index) {
        return new Stage(spec, node, index, pooled, relu, output);
    }
}
