package io.trainyard.tracker.comparison;

import io.trainyard.tracker.statistics.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The runs of two recipes, each of the one beside that of the other which differs in nothing else: the seed, and what is not compared. */
final class Pairs {
    /** What two runs share that are compared with each other. */
    private record Block(long seed, List<List<String>> rest) {}

    private final Map<Block, Double> reference;
    private final Map<Block, Double> other;
    private final List<Double> differences = new ArrayList<>();

    /**
     * Pairs the runs of two recipes.
     *
     * @param rest what varies between runs and is not compared
     */
    Pairs(Recipe reference, Recipe other, List<Factor> rest) {
        this.reference = blocks(reference, rest);
        this.other = blocks(other, rest);
        this.reference.forEach((block, value) -> {
            Double beside = this.other.get(block);
            if (beside != null) differences.add(beside - value);
        });
    }

    /** A run that was repeated counts once, by its mean. */
    private static Map<Block, Double> blocks(Recipe recipe, List<Factor> rest) {
        return recipe.trials().stream()
                .collect(Collectors.groupingBy(
                        trial -> block(trial, rest), LinkedHashMap::new, Collectors.averagingDouble(Trial::value)));
    }

    private static Block block(Trial trial, List<Factor> rest) {
        return new Block(
                trial.seed(), rest.stream().map(factor -> factor.level(trial)).toList());
    }

    int count() {
        return differences.size();
    }

    /** Whether enough of the runs have another beside them for the others to be left out. */
    boolean arePaired() {
        return count() >= 2 && 2 * count() >= Math.min(reference.size(), other.size());
    }

    /** Of the other less the reference. */
    Sample differences() {
        return Sample.of(differences);
    }

    Difference.Missing missing() {
        return new Difference.Missing(seedsOnlyIn(other, reference), seedsOnlyIn(reference, other));
    }

    private static List<Long> seedsOnlyIn(Map<Block, Double> these, Map<Block, Double> those) {
        Set<Long> seeds = new HashSet<>();
        these.keySet().forEach(block -> seeds.add(block.seed()));
        those.keySet().forEach(block -> seeds.remove(block.seed()));
        return seeds.stream().sorted().toList();
    }
}
