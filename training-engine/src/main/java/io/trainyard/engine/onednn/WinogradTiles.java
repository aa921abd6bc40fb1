package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;

/**
 * The outputs of a convolution in square tiles, the last ones of a row or column perhaps partly empty; tiles are counted along the
 * rows, the columns and the examples.
 *
 * @param filter how a tile is computed
 * @param padding rows and columns of zeros above and to the left of an image
 */
record WinogradTiles(MinimalFilter filter, int examples, int down, int across, Padding padding) {
    /** Numbers of a thread that its nearer caches hold. */
    private static final long NEAR = 1 << 18;

    /** Of a matrix with one row oneDNN cannot tell how it lies: products with its transpose come out wrong. */
    private static final int LEAST_TOGETHER = 2;

    /** Of one side each. */
    record Padding(int above, int left) {
        static final Padding NONE = new Padding(0, 0);
    }

    static WinogradTiles of(MinimalFilter filter, Convolution spec, Node node, long examples) {
        return of(
                filter,
                node.output(),
                examples,
                new Padding(spec.padding().height(), spec.padding().width()));
    }

    /** For the gradient by the inputs, which are the outputs of a convolution the other way round. */
    static WinogradTiles ofInputs(MinimalFilter filter, Convolution spec, Node node, long examples) {
        int most = MinimalFilter.TAPS - 1;
        return of(
                filter,
                node.input(),
                examples,
                new Padding(
                        most - spec.padding().height(), most - spec.padding().width()));
    }

    private static WinogradTiles of(MinimalFilter filter, Shape images, long examples, Padding padding) {
        return new WinogradTiles(
                filter,
                Math.toIntExact(examples),
                Math.ceilDiv(images.height(), filter.outputs()),
                Math.ceilDiv(images.width(), filter.outputs()),
                padding);
    }

    /** Outputs on a side of a tile. */
    int side() {
        return filter.outputs();
    }

    /** Products of a tile. */
    int positions() {
        return filter.products() * filter.products();
    }

    int ofAnExample() {
        return down * across;
    }

    int count() {
        return examples * ofAnExample();
    }

    /** The first tile of one of so many parts, or behind the last. */
    int first(int part, int parts) {
        return Math.toIntExact((long) count() * part / parts);
    }

    /**
     * How many tiles are best multiplied at a time: their numbers stay near, but not so few that the weights are fetched more
     * often than they are used.
     *
     * @param inputs channels
     * @param outputs channels
     */
    int together(int parts, int inputs, int outputs) {
        int part = Math.ceilDiv(count(), parts);
        long numbers = Math.max(NEAR, (long) inputs * outputs * positions() / 2);
        long most = Math.max(16, numbers / positions() / (inputs + outputs));
        int times = Math.toIntExact(Math.ceilDiv(part, most));
        return Math.max(LEAST_TOGETHER, Math.ceilDiv(part, times));
    }
}
