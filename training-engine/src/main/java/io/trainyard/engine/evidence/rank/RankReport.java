package io.trainyard.engine.evidence.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How many directions the weights of a trained network use, and how well it does when only the strongest are kept.
 *
 * @param version of this format
 * @param measure what {@code whole}, {@code alone} and {@code together} are, such as {@code accuracy}
 * @param images of the test set that it was measured on, the first ones
 * @param whole measured with all weights as they are
 * @param fractions of the full rank that were kept
 * @param layers in the order of the forward pass
 * @param together for each fraction, measured with all matrices reduced at once
 */
public record RankReport(
        int version,
        String measure,
        int images,
        double whole,
        List<Double> fractions,
        List<Layer> layers,
        List<Double> together) {
    private static final int VERSION = 1;
    static final List<Double> FRACTIONS = List.of(0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75);

    public RankReport {
        fractions = List.copyOf(fractions);
        layers = List.copyOf(layers);
        together = List.copyOf(together);
    }

    /**
     * One matrix of weights.
     *
     * @param tensor its name, such as {@code 0.weight}
     * @param ranks kept, for each fraction
     * @param alone for each fraction, measured with only this matrix reduced; empty where that would have cost too much
     */
    public record Layer(String tensor, Spectrum spectrum, List<Integer> ranks, List<Double> alone) {
        public Layer {
            ranks = List.copyOf(ranks);
            alone = List.copyOf(alone);
        }
    }

    /**
     * How well a network does, by a number.
     *
     * @param name of the number
     * @param images measured on
     * @param function from parameters to the number
     */
    public record Measure(String name, int images, ToDoubleFunction<float[]> function) {
        double of(float[] parameters) {
            return function.applyAsDouble(parameters);
        }
    }

    /** How often a network is measured if each of so many matrices is reduced alone and all together; 0 for all together only. */
    public static int measurements(int alone) {
        return 1 + FRACTIONS.size() * (alone + 1);
    }

    /** Measures with all matrices reduced together and, if wanted, with each alone. */
    public static RankReport of(WeightMatrices matrices, Measure measure, boolean eachAlone) {
        double whole = measure.of(matrices.parameters());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < matrices.count(); i++)
            layers.add(layer(matrices, i, eachAlone ? alone(matrices, i, measure) : List.of()));
        List<Double> together = FRACTIONS.stream()
                .map(fraction -> measure.of(allReduced(matrices, fraction)))
                .toList();
        return new RankReport(VERSION, measure.name(), measure.images(), whole, FRACTIONS, layers, together);
    }

    private static Layer layer(WeightMatrices matrices, int index, List<Double> alone) {
        return new Layer(matrices.name(index), matrices.spectrum(index), ranks(matrices, index), alone);
    }

    private static List<Integer> ranks(WeightMatrices matrices, int index) {
        int fullRank = matrices.spectrum(index).fullRank();
        return FRACTIONS.stream().map(fraction -> rank(fraction, fullRank)).toList();
    }

    private static List<Double> alone(WeightMatrices matrices, int index, Measure measure) {
        List<Integer> ranks = ranks(matrices, index);
        List<Double> alone = new ArrayList<>();
        for (int i = 0; i < ranks.size(); i++) {
            // Small matrices have the same rank for several fractions.
            if (i > 0 && ranks.get(i).equals(ranks.get(i - 1))) alone.add(alone.get(i - 1));
            else alone.add(measure.of(oneReduced(matrices, index, ranks.get(i))));
        }
        return alone;
    }

    private static float[] oneReduced(WeightMatrices matrices, int index, int rank) {
        float[] parameters = matrices.parameters();
        matrices.reduce(index, rank, parameters);
        return parameters;
    }

    private static float[] allReduced(WeightMatrices matrices, double fraction) {
        float[] parameters = matrices.parameters();
        for (int i = 0; i < matrices.count(); i++)
            matrices.reduce(i, rank(fraction, matrices.spectrum(i).fullRank()), parameters);
        return parameters;
    }

    static int rank(double fraction, int fullRank) {
        return Math.max(1, (int) Math.round(fraction * fullRank));
    }
}
