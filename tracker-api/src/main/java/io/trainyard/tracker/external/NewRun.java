package io.trainyard.tracker.external;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A run that a client begins to tell of.
 *
 * @param experiment that it belongs to
 * @param name that no other run of the experiment has; empty for the next that is free
 * @param parameters what was chosen for it: texts, numbers and flags by their names, as JSON
 * @param note in Markdown
 * @param source where it is trained: texts by commit, repository, command, host and user, as JSON
 * @param startedAt when it began, where that was before it was told of
 */
public record NewRun(
        Experiment experiment,
        Optional<String> name,
        String parameters,
        Map<String, String> tags,
        String note,
        String source,
        Optional<Instant> startedAt) {
    public NewRun {
        tags = Map.copyOf(tags);
    }

    /** An experiment, new or not. */
    public sealed interface Experiment {
        record WithId(String id) implements Experiment {}

        /** The newest of this name, or a new one where there is none. */
        record Named(String name) implements Experiment {}
    }
}
