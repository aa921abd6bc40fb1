package io.trainyard.tracker.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What so many pairs can show: of a paired t-test at 5 %, two-sided, with the usual four chances in five of finding a difference that
 * is there (Cohen 1988, Statistical power analysis), the quantile of t standing for that of the non-central one.
 */
public final class EnoughPairs {
    /** Who needs more will not train them. */
    public static final int MOST = 1000;

    private static final double LEVEL = 0.05;
    private static final double POWER = 0.8;

    private EnoughPairs() {}

    /**
     * The least mean difference that so many pairs would show.
     *
     * @param deviation of the differences of pairs
     * @param questions that are asked at once
     */
    public static double detectable(int pairs, double deviation, int questions) {
        if (pairs < 2) return Double.POSITIVE_INFINITY;
        TDistribution t = TDistribution.of(pairs - 1.0);
        double quantiles =
                t.inverseCumulativeProbability(1 - LEVEL / (2.0 * questions)) + t.inverseCumulativeProbability(POWER);
        return quantiles * deviation / Math.sqrt(pairs);
    }

    /** How many pairs would show this difference, and can reach the level by flipping signs at all; empty of no difference, and if it would be too many. */
    public static OptionalInt needed(double difference, double deviation, int questions) {
        if (difference == 0) return OptionalInt.empty();
        for (int pairs = 2; pairs <= MOST; pairs++)
            if (SignFlip.leastP(pairs) * questions < LEVEL
                    && detectable(pairs, deviation, questions) <= Math.abs(difference)) return OptionalInt.of(pairs);
        return OptionalInt.empty();
    }
}
