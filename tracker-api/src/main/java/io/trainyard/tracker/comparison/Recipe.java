package io.trainyard.tracker.comparison;

import io.trainyard.tracker.statistics.Sample;
import java.util.List;
import java.util.Map;

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

    public Sample sample() {
        return Sample.of(trials.stream().map(Trial::value).toList());
    }

    boolean has(String run) {
        return trials.stream().anyMatch(trial -> trial.run().equals(run));
    }
}
