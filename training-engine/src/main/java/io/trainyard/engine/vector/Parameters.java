package io.trainyard.engine.vector;

/** A block's parameters, in the flat array of all, and their gradient, in the thread's array of the same order. */
final class Parameters {
    /** Shared by all threads; written between steps only. */
    final float[] values;

    /** Of the thread's images. */
    final float[] gradient;

    /** Index of the first weight. */
    final int weights;

    /** Index of the first bias. */
    final int biases;

    /** Whether there are biases, or only zeros that stay so. */
    final boolean hasBiases;

    Parameters(float[] values, float[] gradient, Layout.Place place) {
        this.values = values;
        this.gradient = gradient;
        weights = place.weights;
        biases = place.biases;
        hasBiases = place.hasBiases;
    }
}
