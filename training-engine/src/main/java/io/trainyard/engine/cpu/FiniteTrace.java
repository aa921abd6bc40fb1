package io.trainyard.engine.cpu;

import java.util.Arrays;

/**
 * Notices numbers that are infinite or not a number while they are in the cache anyway: zero times such a number is not a number,
 * and stays that in every sum. A sum for each place in a block, so that the compiler makes vectors of them, in the same loop that
 * makes the numbers.
 */
final class FiniteTrace {
    static final float NOTHING = 0;

    /** To each of which {@link #NOTHING} times a number is added. */
    final float[] sums;

    private final float[] clean;

    /** @param length of the arrays that are looked at */
    FiniteTrace(int length) {
        sums = new float[length];
        clean = new float[length];
    }

    /** Looks at the first numbers of an array. */
    void add(float[] values, int count) {
        for (int i = 0; i < count; i++) sums[i] += NOTHING * values[i];
    }

    /** Whether all numbers since the last answer were finite. */
    boolean take() {
        boolean finite = Arrays.equals(sums, clean);
        if (!finite) Arrays.fill(sums, 0);
        return finite;
    }
}
