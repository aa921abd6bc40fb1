package io.trainyard.contract.network.preset;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** Pieces that many networks are made of. */
final class Parts {
    private static final int SMALL_SIDE = 32;

    private Parts() {}

    /** Lists of layers one behind the other. */
    @SafeVarargs
    static List<LayerSpec> chain(List<LayerSpec>... parts) {
        List<LayerSpec> layers = new ArrayList<>();
        for (List<LayerSpec> part : parts) layers.addAll(part);
        return List.copyOf(layers);
    }

    /** Layers side by side. */
    @SafeVarargs
    static List<LayerSpec> concat(List<LayerSpec>... branches) {
        List<List<LayerSpec>> all = new ArrayList<>();
        for (List<LayerSpec> branch : branches) all.add(branch);
        return List.of(new Concat(all));
    }

    /**
     * Rows and columns of zeros that make a 28-pixel image one of 32 pixels, which the networks for CIFAR-10 expect: they are
     * added to the padding of the first convolution.
     */
    static int margin(Shape image) {
        return Math.max(0, (SMALL_SIDE - image.height()) / 2);
    }

    static List<LayerSpec> maxPool(int size, int stride) {
        return List.of(new MaxPooling(size, stride));
    }

    static List<LayerSpec> maxPool(int size, int stride, int padding) {
        return List.of(new MaxPooling(Extent.of(size), Extent.of(stride), Extent.of(padding), false));
    }

    /** The last window may reach past the border, as Caffe's does and GoogLeNet's sizes need. */
    static List<LayerSpec> maxPoolRoundedUp(int size, int stride) {
        return List.of(new MaxPooling(Extent.of(size), Extent.of(stride), Extent.of(0), true));
    }

    /** Keeps the size. */
    static List<LayerSpec> averagePool3() {
        return List.of(new AveragePooling(Extent.of(3), Extent.of(1), Extent.of(1), false));
    }

    static List<LayerSpec> denseRelu(int units) {
        return List.of(new Dense(units), new Relu());
    }

    /** Half of the values are dropped before each hidden layer (Krizhevsky et al. 2012). */
    static List<LayerSpec> dropoutDenseRelu(int units) {
        return List.of(new Dropout(0.5), new Dense(units), new Relu());
    }
}
