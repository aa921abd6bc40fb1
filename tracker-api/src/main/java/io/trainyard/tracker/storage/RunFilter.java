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

    String where(List<Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        experiment.ifPresent(id -> {
            conditions.add("e.experiment_id = ?");
            parameters.add(id);
        });
        if (!statuses.isEmpty()) {
            conditions.add("r.status = ANY (?)");
            parameters.add(statuses);
        }
        text.ifPresent(part -> {
            conditions.add("position(lower(?) IN lower(concat_ws(' ', r.name, r.run_id, e.name, "
                    + "r.parameters ->> 'network', r.parameters ->> 'dataset'))) > 0");
            parameters.add(part);
        });
        ids.ifPresent(some -> {
            conditions.add("r.run_id = ANY (?)");
            parameters.add(some);
        });
        return "WHERE " + String.join("\n  AND ", conditions) + "\n";
    }
}
