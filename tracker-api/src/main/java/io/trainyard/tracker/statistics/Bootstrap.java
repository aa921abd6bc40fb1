package io.trainyard.tracker.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap (Efron 1987, Better bootstrap confidence intervals, JASA 82) of a mean. It follows the
 * skewness of the values, and needs some of them: of fewer than ten it is too narrow.
 */
public final class Bootstrap {
    /** Fewer values than this are better served by {@link Sample#interval}. */
    public static final int LEAST = 10;

    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1987;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double Z = NORMAL.inverseCumulativeProbability(0.975);

    private Bootstrap() {}

    /** The 95 % interval of the mean. */
    public static Interval ofMean(Sample sample) {
        double[] means = resampled(sample);
        Arrays.sort(means);
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(means, sample.mean()));
        double acceleration = acceleration(sample);
        return new Interval(quantile(means, bias, -Z, acceleration), quantile(means, bias, Z, acceleration));
    }

    private static double[] resampled(Sample sample) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < sample.size(); j++) sum += sample.value(random.nextInt(sample.size()));
            means[i] = sum / sample.size();
        }
        return means;
    }

    /** Those that are equal count by half; never 0 or 1, of which the normal distribution has no quantile. */
    private static double shareBelow(double[] sorted, double value) {
        long below = Arrays.stream(sorted).filter(mean -> mean < value).count();
        long equal = Arrays.stream(sorted).filter(mean -> mean == value).count();
        return Math.clamp((below + equal / 2.0) / sorted.length, 1.0 / sorted.length, 1 - 1.0 / sorted.length);
    }

    /** A sixth of the skewness of the means that leave out one value each. */
    private static double acceleration(Sample sample) {
        double cubes = 0;
        double squares = 0;
        for (int i = 0; i < sample.size(); i++) {
            double apart = sample.value(i) - sample.mean();
            cubes += apart * apart * apart;
            squares += apart * apart;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double quantile(double[] sorted, double bias, double z, double acceleration) {
        double level = NORMAL.cumulativeProbability(bias + (bias + z) / (1 - acceleration * (bias + z)));
        return sorted[Math.clamp((int) Math.floor(level * sorted.length), 0, sorted.length - 1)];
    }
}
