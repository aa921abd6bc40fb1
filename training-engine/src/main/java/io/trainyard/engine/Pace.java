package io.trainyard.engine;

import java.util.OptionalDouble;

/** Notices that a run has become much slower than it was, as it does when another process takes a core from its threads. */
final class Pace {
    private static final double SLOW = .6;
    /** Shorter epochs tell nothing: a pause of the machine is longer. */
    private static final long LEAST_MILLIS = 2000;

    private double usual;

    /** How many times slower than usual an epoch was, if so much that another device or number of threads may be better now. */
    OptionalDouble slowdown(double imagesPerSecond, long millis) {
        if (millis < LEAST_MILLIS) return OptionalDouble.empty();
        if (imagesPerSecond < SLOW * usual) return OptionalDouble.of(usual / imagesPerSecond);
        usual = Math.max(usual, imagesPerSecond);
        return OptionalDouble.empty();
    }

    /** The next epoch tells what is usual. */
    void forget() {
        usual = 0;
    }
}
