package io.trainyard.tracker.statistics;

import java.util.Arrays;
import java.util.List;

/** Some values, of which none is missing: a run's result each, or the difference between two. */
public final class Sample {
    private final double[] values;
    private final double mean;

    private Sample(double[] values) {
        if (values.length == 0) throw new IllegalArgumentException("no values");
        this.values = values;
        this.mean = Arrays.stream(values).sum() / values.length;
    }

    public static Sample of(double... values) {
        return new Sample(values.clone());
    }

    public static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return values.length;
    }

    public double mean() {
        return mean;
    }

    public double[] values() {
        return values.clone();
    }

    double value(int i) {
        return values[i];
    }

    /** With n - 1 below; NaN of a single value. */
    public double deviation() {
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }

    /** Of the mean; NaN of a single value. */
    public double standardError() {
        return deviation() / Math.sqrt(values.length);
    }

    /** Of the mean, see {@link Interval#ofMean}; a single value tells nothing. */
    public Interval interval() {
        if (values.length < 2) return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        return Interval.ofMean(values.length, mean, deviation());
    }
}
