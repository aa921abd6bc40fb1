package io.trainyard.engine.vector;

/**
 * Where a block reads and where it writes, and what it does to its results before it writes them.
 *
 * @param pooled of every 2 × 2 pixels only the greatest goes on
 * @param relu what is negative becomes zero
 */
record Flow(Activation input, Activation output, boolean pooled, boolean relu) {
    /** For each output pixel the first of the convolution's pixels that it may come from, in rows as wide as the input's. */
    int[] corners() {
        int step = pooled ? 2 : 1;
        int[] corners = new int[output.pixels()];
        for (int i = 0; i < corners.length; i++)
            corners[i] = step * (i / output.width * input.width + i % output.width);
        return corners;
    }
}
