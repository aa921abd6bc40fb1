package io.trainyard.engine.device;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each layer's parameters lie in the flat array of all: layer after layer, weights before biases. A dense layer's
 * weights are inputs × units, a convolution's are filters × channels × kernel × kernel.
 *
 * @param blocks in order, without gaps
 * @param size of the whole array
 */
public record ParameterLayout(List<Block> blocks, int size) {
    public ParameterLayout {
        blocks = List.copyOf(blocks);
    }

    /**
     * The parameters of one layer.
     *
     * @param layer index in the network
     * @param offset of the first weight
     * @param weights number of weights
     * @param biases number of biases, which follow the weights
     * @param fanIn inputs of one unit
     * @param fanOut units that one input reaches; for a convolution filters · kernel²
     */
    public record Block(int layer, int offset, int weights, int biases, int fanIn, int fanOut) {}

    public static ParameterLayout of(Network network) {
        List<Block> blocks = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Network.Layer layer = network.layers().get(i);
            if (layer.parameters() == 0) continue;
            Block block = block(i, offset, layer);
            blocks.add(block);
            offset = Math.addExact(offset, Math.addExact(block.weights(), block.biases()));
        }
        return new ParameterLayout(blocks, offset);
    }

    private static Block block(int index, int offset, Network.Layer layer) {
        if (layer.spec() instanceof Convolution convolution) {
            int window = convolution.kernel() * convolution.kernel();
            int fanIn = layer.input().channels() * window;
            int weights = Math.multiplyExact(convolution.filters(), fanIn);
            return new Block(index, offset, weights, convolution.filters(), fanIn, convolution.filters() * window);
        }
        if (layer.spec() instanceof Dense dense) {
            int fanIn = layer.input().size();
            return new Block(
                    index, offset, Math.multiplyExact(fanIn, dense.units()), dense.units(), fanIn, dense.units());
        }
        throw new IllegalStateException("parameters of an unknown layer: " + layer.spec());
    }
}
