package io.trainyard.engine.cpu;

/** Probabilities from scores: e^xᵢ / Σ e^xⱼ, with the greatest score subtracted first so that no exponential overflows. */
final class Softmax {
    private Softmax() {}

    /** Returns the logarithm of Σ e^xⱼ. {@link StrictMath} gives the same bits on every machine. */
    static double of(double[] scores, double[] probabilities) {
        double greatest = scores[greatest(scores)];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = StrictMath.exp(scores[i] - greatest);
            sum += probabilities[i];
        }
        for (int i = 0; i < scores.length; i++) probabilities[i] /= sum;
        return greatest + StrictMath.log(sum);
    }

    /** Index of the first of the greatest scores. */
    static int greatest(double[] scores) {
        int greatest = 0;
        for (int i = 1; i < scores.length; i++) if (scores[i] > scores[greatest]) greatest = i;
        return greatest;
    }
}
