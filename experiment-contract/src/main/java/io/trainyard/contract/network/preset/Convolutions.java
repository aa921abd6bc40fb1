package io.trainyard.contract.network.preset;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Relu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a network writes all its convolutions, each of which ends with ReLU.
 *
 * @param bias whether they have biases
 * @param normalization between convolution and ReLU
 */
record Convolutions(boolean bias, Optional<BatchNormalization> normalization) {
    static final Convolutions PLAIN = new Convolutions(true, Optional.empty());
    static final Convolutions NORMALIZED = new Convolutions(false, Optional.of(new BatchNormalization()));
    /** Of networks whose authors left the biases in, though normalisation takes them out. */
    static final Convolutions NORMALIZED_WITH_BIAS = new Convolutions(true, Optional.of(new BatchNormalization()));
    /** With the ε of torchvision's Inception networks. */
    static final Convolutions NORMALIZED_COARSELY =
            new Convolutions(false, Optional.of(new BatchNormalization(0.1, 1e-3)));

    /** With as much padding as keeps the size. */
    List<LayerSpec> same(int filters, int kernel) {
        return same(filters, kernel, 1);
    }

    /** With as much padding as keeps the size at stride 1. */
    List<LayerSpec> same(int filters, int kernel, int stride) {
        return padded(filters, kernel, stride, kernel / 2);
    }

    /** Of an oblong kernel, with as much padding as keeps the size. */
    List<LayerSpec> same(int filters, Extent kernel) {
        Extent half = new Extent(kernel.height() / 2, kernel.width() / 2);
        return layers(new Convolution(filters, kernel, Extent.of(1), half, 1, 1, bias));
    }

    /** Without padding. */
    List<LayerSpec> valid(int filters, int kernel, int stride) {
        return padded(filters, kernel, stride, 0);
    }

    List<LayerSpec> padded(int filters, int kernel, int stride, int padding) {
        return layers(new Convolution(filters, Extent.of(kernel), Extent.of(stride), Extent.of(padding), 1, 1, bias));
    }

    private List<LayerSpec> layers(Convolution convolution) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(convolution);
        normalization.ifPresent(layers::add);
        layers.add(new Relu());
        return layers;
    }
}
