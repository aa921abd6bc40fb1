package io.trainyard.engine;

/**
 * The inputs of the golden cases, which are computed alike by {@code benchmarks/peers/golden.py} and here: number i of a stream
 * is a hash of both.
 */
final class GoldenNumbers {
    /** Step s of draw d has its images in this stream plus 10·d + s. */
    static final int IMAGES = 10_000;

    static final int STEPS_OF_A_DRAW = 10;
    /** Step s has its labels and targets in these streams plus s; tensor t starts from stream t. */
    static final int LABELS = 20_000;

    static final int TARGETS = 30_000;
    /** Tensor t is multiplied with the vectors of this plus 4·t and the following three. */
    static final int PROJECTIONS = 40_000;

    static final int PROJECTIONS_PER_TENSOR = 4;

    private GoldenNumbers() {}

    /** From 0 to less than 1. */
    static double uniform(int stream, int index) {
        return (mix(mix(stream + 1) + index) >>> 8) * 0x1p-24;
    }

    /** From −1 to less than 1. */
    static double symmetric(int stream, int index) {
        return 2 * uniform(stream, index) - 1;
    }

    /** A hash of 32 bits (Wellons, lowbias32). */
    private static int mix(int value) {
        int x = value;
        x = (x ^ (x >>> 16)) * 0x7feb352d;
        x = (x ^ (x >>> 15)) * 0x846ca68b;
        return x ^ (x >>> 16);
    }
}
