package io.trainyard.tracker.statistics;

/** From where to where, both included; either may be infinite. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) throw new IllegalArgumentException(low + " is not at most " + high);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
