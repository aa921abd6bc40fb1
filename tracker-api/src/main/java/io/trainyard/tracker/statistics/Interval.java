package io.trainyard.tracker.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/** From where to where, both included; either may be infinite. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) throw new IllegalArgumentException(low + " is not at most " + high);
    }

    /**
     * The 95 % interval of the mean of what values are drawn from, if that is about normal (Student 1908).
     *
     * @param count of the values, at least 2
     */
    public static Interval ofMean(int count, double mean, double deviation) {
        double half =
                TDistribution.of(count - 1.0).inverseCumulativeProbability(0.975) * (deviation / Math.sqrt(count));
        return new Interval(mean - half, mean + half);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
