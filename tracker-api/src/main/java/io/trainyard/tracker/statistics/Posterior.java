package io.trainyard.tracker.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How likely one mean is to be the greater, for who knew nothing before the values were seen: with normal values and the prior 1/σ, a
 * mean is distributed as Student's t around that of the sample (Jeffreys 1961; for two learners Benavoli, Corani, Demšar, Zaffalon
 * 2017, Time for a change, JMLR 18).
 */
public final class Posterior {
    private static final int POINTS = 2000;

    private Posterior() {}

    /** The probability that the mean is above zero; NaN of a single value. */
    public static double positive(Sample differences) {
        if (differences.size() < 2) return Double.NaN;
        double error = differences.standardError();
        if (error == 0) return step(differences.mean());
        return TDistribution.of(differences.size() - 1.0).cumulativeProbability(differences.mean() / error);
    }

    /** The probability that the mean of the second is above that of the first; NaN where either is a single value. */
    public static double greater(Sample first, Sample second) {
        if (first.size() < 2 || second.size() < 2) return Double.NaN;
        double difference = second.mean() - first.mean();
        double firstError = first.standardError();
        double secondError = second.standardError();
        if (firstError == 0 && secondError == 0) return step(difference);
        if (firstError == 0) return positive(Sample.of(shifted(second, -first.mean())));
        TDistribution below = TDistribution.of(first.size() - 1.0);
        TDistribution above = TDistribution.of(second.size() - 1.0);
        double sum = 0;
        // The mean of the one distribution function over equally likely values of the other.
        for (int i = 0; i < POINTS; i++) {
            double draw = difference + secondError * above.inverseCumulativeProbability((i + 0.5) / POINTS);
            sum += below.cumulativeProbability(draw / firstError);
        }
        return sum / POINTS;
    }

    private static double[] shifted(Sample sample, double by) {
        double[] values = sample.values();
        for (int i = 0; i < values.length; i++) values[i] += by;
        return values;
    }

    private static double step(double value) {
        return value > 0 ? 1 : value < 0 ? 0 : 0.5;
    }
}
