package io.trainyard.tracker.comparison;

import io.trainyard.tracker.comparison.Effect.Level;
import io.trainyard.tracker.statistics.BlockPermutation;
import io.trainyard.tracker.statistics.Bootstrap;
import io.trainyard.tracker.statistics.Holm;
import io.trainyard.tracker.statistics.Sample;
import io.trainyard.tracker.statistics.SignFlip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What each setting did: not by what goes along with it, but by what happened where it was changed and everything else, the seed
 * included, was not.
 */
final class Effects {
    private final List<Trial> trials;
    private final List<Factor> factors;
    private final boolean lowerIsBetter;

    Effects(List<Trial> trials, List<Factor> factors, boolean lowerIsBetter) {
        this.trials = trials;
        this.factors = factors;
        this.lowerIsBetter = lowerIsBetter;
    }

    /** All that else is the same in, and how the run with each level did. */
    private record Block(long seed, List<List<String>> rest) {}

    /** Those that explain most of the differences between the runs first. */
    List<Effect> all() {
        List<Effect> effects = factors.stream().map(this::effect).toList();
        List<Effect> told =
                effects.stream().filter(effect -> effect.blocks() > 0).toList();
        double[] adjusted = Holm.adjust(told.stream().mapToDouble(Effect::p).toArray());
        List<Effect> all = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) all.add(adjusted(told.get(i), adjusted[i]));
        effects.stream().filter(effect -> effect.blocks() == 0).forEach(all::add);
        all.sort(Comparator.comparingDouble(Effect::share).reversed());
        return all;
    }

    private static Effect adjusted(Effect effect, double p) {
        return new Effect(
                effect.factor(), effect.levels(), effect.share(), effect.blocks(), effect.change(), effect.p(), p);
    }

    private Effect effect(Factor factor) {
        Map<List<String>, List<Trial>> byLevel =
                trials.stream().collect(Collectors.groupingBy(factor::level, LinkedHashMap::new, Collectors.toList()));
        List<Level> levels = byLevel.entrySet().stream()
                .map(entry -> new Level(entry.getKey(), entry.getValue().size(), mean(entry.getValue())))
                .sorted(Comparator.comparingDouble(level -> lowerIsBetter ? level.mean() : -level.mean()))
                .toList();
        List<double[]> blocks = completeBlocks(factor, levels);
        Optional<Effect.Change> change = blocks.isEmpty() ? Optional.empty() : Optional.of(change(blocks));
        double p = blocks.isEmpty() ? Double.NaN : p(blocks);
        return new Effect(factor, levels, share(byLevel), blocks.size(), change, p, Double.NaN);
    }

    private static double mean(List<Trial> trials) {
        return Sample.of(trials.stream().map(Trial::value).toList()).mean();
    }

    /** The sum of squares between the levels as a share of all (Fisher 1925, the correlation ratio squared). */
    private double share(Map<List<String>, List<Trial>> byLevel) {
        double mean = mean(trials);
        double total = trials.stream()
                .mapToDouble(trial -> (trial.value() - mean) * (trial.value() - mean))
                .sum();
        double between = byLevel.values().stream()
                .mapToDouble(same -> same.size() * Math.pow(mean(same) - mean, 2))
                .sum();
        return total == 0 ? 0 : Math.min(1, between / total);
    }

    /** The values of each set of runs, one of every level, that differ in nothing else. */
    private List<double[]> completeBlocks(Factor factor, List<Level> levels) {
        List<Factor> rest =
                factors.stream().filter(other -> !other.equals(factor)).toList();
        Map<Block, Map<List<String>, Double>> blocks = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> new Block(
                                trial.seed(),
                                rest.stream().map(other -> other.level(trial)).toList()),
                        LinkedHashMap::new,
                        Collectors.groupingBy(factor::level, Collectors.averagingDouble(Trial::value))));
        return blocks.values().stream()
                .filter(values -> values.size() == levels.size())
                .map(values -> levels.stream()
                        .mapToDouble(level -> values.getOrDefault(level.values(), Double.NaN))
                        .toArray())
                .toList();
    }

    private static double p(List<double[]> blocks) {
        return blocks.getFirst().length == 2 ? SignFlip.p(between(blocks, 0, 1)) : BlockPermutation.p(blocks);
    }

    /** Of the best level less the worst, which are those over all runs: within the blocks it may be the other way round. */
    private static Effect.Change change(List<double[]> blocks) {
        Sample differences = between(blocks, 0, blocks.getFirst().length - 1);
        return new Effect.Change(
                differences.mean(),
                differences.size() >= Bootstrap.LEAST ? Bootstrap.ofMean(differences) : differences.interval());
    }

    private static Sample between(List<double[]> blocks, int level, int other) {
        return Sample.of(blocks.stream()
                .mapToDouble(block -> block[level] - block[other])
                .toArray());
    }
}
