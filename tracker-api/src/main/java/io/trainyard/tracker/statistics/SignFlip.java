package io.trainyard.tracker.statistics;

import java.util.SplittableRandom;

/**
 * The sign-flip permutation test (Fisher 1935, The Design of Experiments, §21): if neither of two recipes were better, each
 * difference of a pair would be as likely with the other sign. How many of all choices of signs give a mean at least as far from
 * zero as the one seen is the p-value; nothing is supposed of the shape of the distribution.
 */
public final class SignFlip {
    /** More pairs have more choices of signs than are worth trying all. */
    private static final int ALL = 16;

    private static final int DRAWS = 100_000;
    private static final long SEED = 1935;

    private SignFlip() {}

    /** Two-sided. */
    public static double p(Sample differences) {
        double seen = Math.abs(differences.mean() * differences.size());
        // Sums of the same numbers in another order differ by rounding and are as far from zero all the same.
        double least = seen - 1e-9 * Math.max(seen, Double.MIN_NORMAL);
        return differences.size() <= ALL ? exact(differences, least) : drawn(differences, least);
    }

    /** The least p-value that so many pairs can reach, whatever the differences: two of all choices of signs are the farthest. */
    public static double leastP(int pairs) {
        return Math.min(1, Math.scalb(2.0, -pairs));
    }

    private static double exact(Sample differences, double least) {
        int n = differences.size();
        // The last sign stands: the other half of the choices are these, reversed.
        int choices = 1 << (n - 1);
        int asFar = 0;
        for (int signs = 0; signs < choices; signs++) {
            double sum = differences.value(n - 1);
            for (int i = 0; i < n - 1; i++) sum += (signs >> i & 1) == 0 ? differences.value(i) : -differences.value(i);
            if (Math.abs(sum) >= least) asFar++;
        }
        return (double) asFar / choices;
    }

    /** The choice that was seen counts as one of those drawn, so that the p-value is never too small (Phipson, Smyth 2010). */
    private static double drawn(Sample differences, double least) {
        SplittableRandom random = new SplittableRandom(SEED);
        int asFar = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            long signs = 0;
            for (int i = 0; i < differences.size(); i++) {
                if (i % Long.SIZE == 0) signs = random.nextLong();
                sum += (signs & 1) == 0 ? differences.value(i) : -differences.value(i);
                signs >>>= 1;
            }
            if (Math.abs(sum) >= least) asFar++;
        }
        return asFar / (DRAWS + 1.0);
    }
}
