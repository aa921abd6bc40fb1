package io.trainyard.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that all kernels work with: as many floats as the processor takes at once. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    private static final FloatVector EVEN = everySecond(0);
    private static final FloatVector ODD = everySecond(1);

    private Lanes() {}

    private static FloatVector everySecond(int first) {
        float[] indexes = new float[COUNT];
        for (int i = 0; i < COUNT; i++) indexes[i] = first + 2 * i;
        return FloatVector.fromArray(SPECIES, indexes, 0);
    }

    /** The least multiple of the lane count that is not less. */
    static int roundUp(int count) {
        return roundUp(count, COUNT);
    }

    static int roundUp(int count, int multiple) {
        return Math.ceilDiv(count, multiple) * multiple;
    }

    static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }

    static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static FloatVector zero() {
        return FloatVector.zero(SPECIES);
    }

    /** The lanes 0, 2, 4 … of {@code first}, then those of {@code second}. */
    static FloatVector evens(FloatVector first, FloatVector second) {
        return EVEN.selectFrom(first, second);
    }

    /** The lanes 1, 3, 5 … of {@code first}, then those of {@code second}. */
    static FloatVector odds(FloatVector first, FloatVector second) {
        return ODD.selectFrom(first, second);
    }

    /**
     * Sums of neighbouring lanes, of {@code first}, then of {@code second}. Sums over a vector are made of these, because
     * {@code reduceLanes} may add in another order once it is compiled, and so give other bits.
     */
    static FloatVector neighbourSums(FloatVector first, FloatVector second) {
        return evens(first, second).add(odds(first, second));
    }
}
