package io.trainyard.tracker.comparison;

import java.util.Map;

/**
 * One run, as a comparison sees it.
 *
 * @param run its id
 * @param name for people
 * @param seed of it
 * @param settings all that was chosen but the seed, each as a text that is equal where the choice is
 * @param value of the metric that is compared
 */
public record Trial(String run, String name, long seed, Map<String, String> settings, double value) {
    public Trial {
        settings = Map.copyOf(settings);
    }

    /** A setting, which other runs may have and this one not. */
    String setting(String parameter) {
        return settings.getOrDefault(parameter, "");
    }
}
