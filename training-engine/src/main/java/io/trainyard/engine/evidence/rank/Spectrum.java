package io.trainyard.engine.evidence.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * The singular values σ of a matrix of weights and how many directions they stand for.
 *
 * @param singularValues greatest first
 * @param rank values above {@code max(rows, columns) · ε · σ₁}, ε of single precision, as NumPy and MATLAB count
 * @param effectiveRank e to the entropy of σ/Σσ: from 1, one direction, to the shorter side, all alike (Roy, Vetterli: "The
 *     effective rank", EUSIPCO 2007)
 * @param stableRank Σσ²/σ₁², which small values hardly touch (Rudelson, Vershynin 2007)
 */
public record Spectrum(
        int rows, int columns, List<Float> singularValues, int rank, double effectiveRank, double stableRank) {
    private static final double EPSILON = Math.ulp(1f);

    public Spectrum {
        singularValues = List.copyOf(singularValues);
    }

    static Spectrum of(Matrix matrix, Decomposition decomposition) {
        double[] values = decomposition.singularValues();
        List<Float> rounded = new ArrayList<>();
        for (double value : values) rounded.add((float) value);
        double least = Math.max(matrix.rows(), matrix.columns()) * EPSILON * values[0];
        int rank = 0;
        while (rank < values.length && values[rank] > least) rank++;
        return new Spectrum(matrix.rows(), matrix.columns(), rounded, rank, effectiveRank(values), stableRank(values));
    }

    /** The greatest rank that a matrix of this size can have. */
    int fullRank() {
        return singularValues.size();
    }

    private static double effectiveRank(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        if (sum == 0) return 0;
        double entropy = 0;
        for (double value : values) {
            double share = value / sum;
            if (share > 0) entropy -= share * Math.log(share);
        }
        return Math.exp(entropy);
    }

    private static double stableRank(double[] values) {
        if (values[0] == 0) return 0;
        double sum = 0;
        for (double value : values) sum += value / values[0] * (value / values[0]);
        return sum;
    }
}
