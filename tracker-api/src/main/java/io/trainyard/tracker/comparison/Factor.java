package io.trainyard.tracker.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What varies between runs: one setting, or several that always change together, as the momentum does with the optimizer that has
 * one, so that nothing can tell which of them did it.
 *
 * @param parameters their names, the most general first
 */
public record Factor(List<String> parameters) {
    /** The whole before its parts: {@code optimizer} before {@code optimizer.momentum}. */
    private static final Comparator<String> GENERAL_FIRST = Comparator.<String>comparingLong(
                    name -> name.chars().filter(c -> c == '.').count())
            .thenComparing(Comparator.naturalOrder());

    public Factor {
        if (parameters.isEmpty()) throw new IllegalArgumentException("no parameters");
        parameters = parameters.stream().sorted(GENERAL_FIRST).toList();
    }

    public String name() {
        return parameters.getFirst();
    }

    /** Those that say what it is: not the parts of a whole that is among them, for the whole tells its values apart. */
    public List<String> telling() {
        return parameters.stream().filter(name -> !hasWhole(name)).toList();
    }

    private boolean hasWhole(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && parameters.contains(name.substring(0, dot));
    }

    /** What a run has of it. */
    public List<String> level(Trial trial) {
        return parameters.stream().map(trial::setting).toList();
    }

    /** All that varies between runs, in the order of the names. */
    public static List<Factor> of(List<Trial> trials) {
        TreeSet<String> names = trials.stream()
                .flatMap(trial -> trial.settings().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<List<Integer>, List<String>> together = new LinkedHashMap<>();
        for (String name : names) {
            List<Integer> parting = parting(trials, trial -> trial.setting(name));
            if (parting.stream().anyMatch(part -> part > 0))
                together.computeIfAbsent(parting, _ -> new ArrayList<>()).add(name);
        }
        return together.values().stream()
                .map(Factor::new)
                .sorted(Comparator.comparing(Factor::name))
                .toList();
    }

    /** For each run the number of its value, in the order in which they first occur: equal for settings that change together. */
    private static List<Integer> parting(List<Trial> trials, Function<Trial, String> setting) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        return trials.stream()
                .map(trial -> seen.computeIfAbsent(setting.apply(trial), _ -> seen.size()))
                .toList();
    }
}
