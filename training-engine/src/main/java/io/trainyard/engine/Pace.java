package io.trainyard.engine;

/** Notices that a run has become much slower than it was, as it does when another process takes a core from its threads. */
final class Pace {
    private static final double SLOW = .6;
    /** Shorter epochs tell nothing: a pause of the machine is longer. */
    private static final long LEAST_MILLIS = 2000;

    private double usual;

    /** Whether an epoch was so slow that another device or number of threads may be better now. */
    boolean isSlow(double imagesPerSecond, long millis) {
        if (millis < LEAST_MILLIS) return false;
        if (imagesPerSecond < SLOW * usual) return true;
        usual = Math.max(usual, imagesPerSecond);
        return false;
    }

    /** The next epoch tells what is usual. */
    void forget() {
        usual = 0;
    }
}
