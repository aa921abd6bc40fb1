package io.trainyard.engine.onednn;

import org.bytedeco.dnnl.memory.data_type;

/**
 * Transforms of tiles in two dimensions, first the rows and then the columns: Y = Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A, and back for the
 * gradients. Each is of one {@linkplain Lane lane}. One for each thread.
 */
final class WinogradTransforms {
    private static final long LANE = Lane.BYTES;

    private final MinimalFilter filter;
    private final int outputs;
    private final int products;
    private final Tensor rows;

    WinogradTransforms(MinimalFilter filter) {
        this.filter = filter;
        outputs = filter.outputs();
        products = filter.products();
        long[] sides = {products, products, Lane.NUMBERS};
        rows = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
    }

    /** Memory of its own. */
    Tensor rows() {
        return rows;
    }

    /**
     * Bᵀ·d·B.
     *
     * @param pixels the first of d
     * @param row from a row of pixels to the next
     * @param to the first factor
     * @param position from a factor to the next
     */
    void input(long pixels, long row, long to, long position) {
        long between = rows.memory().address();
        filter.input(pixels, LANE, row, between, LANE, products * LANE, products);
        filter.input(between, products * LANE, LANE, to, products * position, position, products);
    }

    /**
     * Aᵀ·m·A.
     *
     * @param from the first product
     * @param position from a product to the next
     * @param pixels the first output
     * @param row from a row of outputs to the next
     */
    void output(long from, long position, long pixels, long row) {
        long between = rows.memory().address();
        filter.output(from, position, products * position, between, LANE, outputs * LANE, products);
        filter.output(between, outputs * LANE, LANE, pixels, row, LANE, outputs);
    }

    /**
     * A·y·Aᵀ.
     *
     * @param pixels the first of y
     * @param row from a row of y to the next
     * @param to the first of the gradient by the products
     * @param position from one of these to the next
     */
    void outputGradient(long pixels, long row, long to, long position) {
        long between = rows.memory().address();
        filter.outputGradient(pixels, LANE, row, between, LANE, products * LANE, outputs);
        filter.outputGradient(between, products * LANE, LANE, to, products * position, position, products);
    }

    /**
     * G·g·Gᵀ.
     *
     * @param from the first weight
     * @param weight from a weight to the next
     * @param to the first factor
     * @param position from a factor to the next
     */
    void weights(long from, long weight, long to, long position) {
        int taps = MinimalFilter.TAPS;
        long between = rows.memory().address();
        filter.weights(from, weight, taps * weight, between, LANE, products * LANE, taps);
        filter.weights(between, products * LANE, LANE, to, products * position, position, products);
    }

    /**
     * Gᵀ·u·G.
     *
     * @param from the first of the gradient by the factors
     * @param position from one of these to the next
     * @param to the gradient by the first weight
     * @param weight from a weight to the next
     */
    void weightGradient(long from, long position, long to, long weight) {
        int taps = MinimalFilter.TAPS;
        long between = rows.memory().address();
        filter.weightGradient(from, position, products * position, between, LANE, taps * LANE, products);
        filter.weightGradient(between, taps * LANE, LANE, to, taps * weight, weight, taps);
    }
}
