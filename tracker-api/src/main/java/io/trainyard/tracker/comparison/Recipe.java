package io.trainyard.tracker.comparison;

import io.trainyard.tracker.statistics.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs that are alike in what is compared.
 *
 * @param levels of what is compared, by the names of the settings
 * @param trials in the order in which they were given
 */
public record Recipe(Map<String, String> levels, List<Trial> trials) {
    public Recipe {
        trials = List.copyOf(trials);
    }

    /** A value of each seed and of each choice of what is not compared: a run that was repeated counts once, by the mean. */
    public Sample sample() {
        return Sample.of(List.copyOf(trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> Map.entry(trial.seed(), trial.settings()),
                        LinkedHashMap::new,
                        Collectors.averagingDouble(Trial::value)))
                .values()));
    }

    boolean has(String run) {
        return trials.stream().anyMatch(trial -> trial.run().equals(run));
    }
}
