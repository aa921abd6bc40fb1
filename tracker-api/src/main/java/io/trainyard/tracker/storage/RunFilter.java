package io.trainyard.tracker.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which runs a list shows.
 *
 * @param experiment that they belong to
 * @param statuses of which they have one; empty for any
 * @param text that their name, id, experiment, network or data set contains, in any case
 * @param ids of which they have one
 */
public record RunFilter(
        Optional<String> experiment, List<String> statuses, Optional<String> text, Optional<List<String>> ids) {
    public static RunFilter ofRuns(List<String> ids) {
        return new RunFilter(Optional.empty(), List.of(), Optional.empty(), Optional.of(ids));
    }

    public static RunFilter ofExperiment(String experiment) {
        return new RunFilter(Optional.of(experiment), List.of(), Optional.empty(), Optional.empty());
    }

    /** The condition for a run {@code r}; its arguments are added to those given. */
    String where(List<Object> arguments) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        experiment.ifPresent(id -> {
            conditions.add("r.experiment_id = (SELECT f.id FROM experiment f WHERE f.experiment_id = ?)");
            arguments.add(id);
        });
        if (!statuses.isEmpty()) {
            conditions.add("r.status = ANY (?)");
            arguments.add(statuses);
        }
        text.ifPresent(part -> {
            String pattern = "%" + part.replaceAll("([%_\\\\])", "\\\\$1") + "%";
            conditions.add("r.search_text LIKE lower(?)");
            arguments.add(pattern);
        });
        ids.ifPresent(some -> {
            conditions.add("r.run_id = ANY (?)");
            arguments.add(some);
        });
        return "WHERE " + String.join("\n  AND ", conditions) + "\n";
    }
}
