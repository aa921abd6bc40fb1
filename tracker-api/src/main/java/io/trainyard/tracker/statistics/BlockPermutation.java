package io.trainyard.tracker.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether any of several levels differs, asked of complete blocks, in each of which every level occurs once and all else is the same:
 * if the level did not matter, the values within a block could as well be exchanged (Pitman 1938; randomised blocks).
 */
public final class BlockPermutation {
    private static final int DRAWS = 20_000;
    private static final long SEED = 1938;

    private BlockPermutation() {}

    /**
     * The p-value.
     *
     * @param blocks each with one value of every level, in the order of the levels
     */
    public static double p(List<double[]> blocks) {
        double[][] values = blocks.stream().map(double[]::clone).toArray(double[][]::new);
        double seen = spread(values);
        double least = seen - 1e-9 * Math.max(seen, Double.MIN_NORMAL);
        SplittableRandom random = new SplittableRandom(SEED);
        int asFar = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (double[] block : values) shuffle(block, random);
            if (spread(values) >= least) asFar++;
        }
        return asFar / (DRAWS + 1.0);
    }

    /** How far the sums of the levels lie apart: what changes of the sum of squares between them when values are exchanged. */
    private static double spread(double[][] blocks) {
        double[] sums = new double[blocks[0].length];
        for (double[] block : blocks) {
            double mean = Arrays.stream(block).sum() / block.length;
            for (int level = 0; level < block.length; level++) sums[level] += block[level] - mean;
        }
        return Arrays.stream(sums).map(sum -> sum * sum).sum();
    }

    private static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
