package io.trainyard.tracker.comparison;

import io.trainyard.tracker.statistics.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs of one question, sorted into recipes, each compared with one of them.
 *
 * @param factors what varies between the runs, the seed aside
 * @param recipes the best mean first
 * @param reference the place of the recipe that the others are compared with
 * @param differences of the others from it, in the order of the recipes without the reference
 * @param effects of the settings
 * @param seedDeviation the deviation between runs of one recipe, over all recipes; NaN where no recipe has two
 */
public record Comparison(
        List<Factor> factors,
        List<Recipe> recipes,
        int reference,
        List<Difference> differences,
        List<Effect> effects,
        double seedDeviation) {
    /**
     * Compares runs.
     *
     * @param trials at least one
     * @param lowerIsBetter whether the better value of the metric is the lower one
     * @param by names of the settings that make a recipe; empty for all that vary
     * @param reference a run of the recipe that the others are compared with; else that of the best mean
     */
    public static Comparison of(
            List<Trial> trials, boolean lowerIsBetter, List<String> by, Optional<String> reference) {
        List<Factor> factors = Factor.of(trials);
        List<Factor> compared = by.isEmpty()
                ? factors
                : factors.stream()
                        .filter(factor -> factor.parameters().stream().anyMatch(by::contains))
                        .toList();
        List<Factor> rest =
                factors.stream().filter(factor -> !compared.contains(factor)).toList();
        List<Recipe> recipes = recipes(trials, compared, lowerIsBetter);
        int place = place(recipes, reference);
        List<Recipe> others = new ArrayList<>(recipes);
        Recipe first = others.remove(place);
        return new Comparison(
                factors,
                recipes,
                place,
                new Differences(lowerIsBetter, rest).from(first, others),
                new Effects(trials, factors, lowerIsBetter).all(),
                seedDeviation(trials, factors));
    }

    private static List<Recipe> recipes(List<Trial> trials, List<Factor> compared, boolean lowerIsBetter) {
        Comparator<Recipe> byMean =
                Comparator.comparingDouble(recipe -> recipe.sample().mean());
        return trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> levels(trial, compared), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Recipe(entry.getKey(), entry.getValue()))
                .sorted(lowerIsBetter ? byMean : byMean.reversed())
                .toList();
    }

    private static Map<String, String> levels(Trial trial, List<Factor> compared) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (Factor factor : compared)
            for (String parameter : factor.telling()) levels.put(parameter, trial.setting(parameter));
        return levels;
    }

    private static int place(List<Recipe> recipes, Optional<String> reference) {
        for (int i = 0; i < recipes.size(); i++)
            if (reference.filter(recipes.get(i)::has).isPresent()) return i;
        return 0;
    }

    /** Pooled over the recipes in which all is the same but the seed. */
    private static double seedDeviation(List<Trial> trials, List<Factor> factors) {
        double squares = 0;
        int freedom = 0;
        for (Recipe recipe : recipes(trials, factors, false)) {
            Sample sample = recipe.sample();
            if (sample.size() < 2) continue;
            squares += sample.deviation() * sample.deviation() * (sample.size() - 1);
            freedom += sample.size() - 1;
        }
        return freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom);
    }
}
