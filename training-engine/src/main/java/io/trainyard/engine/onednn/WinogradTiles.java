package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Network.Node;

/**
 * The outputs of a convolution in tiles of 2 × 2, the last ones of a row or column perhaps half empty; tiles are counted along the
 * rows, the columns and the examples.
 *
 * @param padding rows and columns of zeros above and to the left of an image
 */
record WinogradTiles(int examples, int down, int across, Padding padding) {
    static final int SIDE = 2;

    /** Numbers of a thread that its nearer caches hold. */
    private static final long NEAR = 1 << 18;

    /** Of a matrix with one row oneDNN cannot tell how it lies: products with its transpose come out wrong. */
    private static final int LEAST_TOGETHER = 2;

    /** Of one side each. */
    record Padding(int above, int left) {}

    static WinogradTiles of(Convolution spec, Node node, long examples) {
        return new WinogradTiles(
                Math.toIntExact(examples),
                Math.ceilDiv(node.output().height(), SIDE),
                Math.ceilDiv(node.output().width(), SIDE),
                new Padding(spec.padding().height(), spec.padding().width()));
    }

    /** For the gradient by the inputs, which are the outputs of a convolution the other way round. */
    static WinogradTiles ofInputs(Convolution spec, Node node, long examples) {
        return new WinogradTiles(
                Math.toIntExact(examples),
                Math.ceilDiv(node.input().height(), SIDE),
                Math.ceilDiv(node.input().width(), SIDE),
                new Padding(2 - spec.padding().height(), 2 - spec.padding().width()));
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
        long numbers = Math.max(NEAR, (long) inputs * outputs * WinogradTransforms.POSITIONS / 2);
        long most = Math.max(16, numbers / WinogradTransforms.POSITIONS / (inputs + outputs));
        int times = Math.toIntExact(Math.ceilDiv(part, most));
        return Math.max(LEAST_TOGETHER, Math.ceilDiv(part, times));
    }
}
