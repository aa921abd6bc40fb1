package io.trainyard.engine.vector;

/**
 * Which outputs of a convolution went on, after pooling and the ReLU: only they have a gradient. A list for each image and
 * filter, in order; an entry holds the index of the output pixel in its upper half and that of the convolution's pixel, in
 * rows as wide as the input's, in its lower half.
 */
final class Sources {
    static final int MAX_PIXELS = 1 << 16;
    private static final int SHIFT = 16;
    private static final int LOW = MAX_PIXELS - 1;

    private final int filters;
    private final int capacity;
    final int[] entries;
    private final int[] counts;

    Sources(Activation output) {
        filters = output.channels;
        capacity = output.pixels();
        entries = new int[Math.multiplyExact(output.images * filters, capacity) + Lanes.COUNT];
        counts = new int[output.images * filters];
    }

    static int outputPixel(int entry) {
        return entry >>> SHIFT;
    }

    static int convolutionPixel(int entry) {
        return entry & LOW;
    }

    static int entry(int outputPixel, int convolutionPixel) {
        return outputPixel << SHIFT | convolutionPixel;
    }

    int first(int image, int filter) {
        return (image * filters + filter) * capacity;
    }

    int count(int image, int filter) {
        return counts[image * filters + filter];
    }

    void setCount(int image, int filter, int count) {
        counts[image * filters + filter] = count;
    }
}
