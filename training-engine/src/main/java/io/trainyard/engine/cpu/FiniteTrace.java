package io.trainyard.engine.cpu;

import java.util.Arrays;

/**
 * Notices numbers that are infinite or not a number while they are in the cache anyway: zero times such a number is not a number,
 * and stays that in every sum. A sum for each place in a block, so that the compiler makes vectors of them.
 */
final class FiniteTrace {
    private static final float NOTHING = 0;
    private static final float[] CLEAN = new float[Block.LENGTH];

    private final float[] trace = new float[Block.LENGTH];

    /** Looks at the first numbers of a block. */
    void add(float[] values, int count) {
        for (int i = 0; i < count; i++) trace[i] += NOTHING * values[i];
    }

    /** Whether all numbers since the last answer were finite. */
    boolean take() {
        boolean clean = Arrays.equals(trace, CLEAN);
        if (!clean) Arrays.fill(trace, 0);
        return clean;
    }
}
