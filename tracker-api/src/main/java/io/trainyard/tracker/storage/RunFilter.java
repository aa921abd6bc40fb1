package io.trainyard.tracker.storage;

import io.trainyard.tracker.search.Field;
import io.trainyard.tracker.search.Filter;
import io.trainyard.tracker.search.Filter.Operator;
import io.trainyard.tracker.search.FilterSql;
import io.trainyard.tracker.search.Literal;
import io.trainyard.tracker.search.RunAttribute;
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
 * @param search that they fit
 * @param archived whether those that are archived are among them
 */
public record RunFilter(
        Optional<String> experiment,
        List<String> statuses,
        Optional<String> text,
        Optional<List<String>> ids,
        Optional<Filter> search,
        boolean archived) {
    /** Any run. */
    public static final RunFilter ALL =
            new RunFilter(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    public static RunFilter ofRuns(List<String> ids) {
        return new RunFilter(Optional.empty(), List.of(), Optional.empty(), Optional.of(ids), Optional.empty(), true);
    }

    public static RunFilter ofExperiment(String experiment) {
        return new RunFilter(
                Optional.of(experiment), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /** Of these runs those that fit; archived ones only where the filter speaks of them. */
    public RunFilter and(Optional<Filter> found) {
        boolean asked = found.isEmpty() || found.get().speaksOf(RunAttribute.ARCHIVED);
        return new RunFilter(experiment, statuses, text, ids, found, archived && asked);
    }

    /** Those that have one of these statuses. */
    public RunFilter having(List<String> some) {
        return new RunFilter(experiment, some, text, ids, search, archived);
    }

    /** Those that workers train. */
    public RunFilter trained() {
        Filter trained = new Filter.Comparison(
                new Field.Attribute(RunAttribute.ORIGIN), Operator.EQUAL, new Literal.Text("trained"));
        Filter both = search.<Filter>map(filter -> new Filter.And(List.of(filter, trained)))
                .orElse(trained);
        return new RunFilter(experiment, statuses, text, ids, Optional.of(both), archived);
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
            conditions.add("r.search_text LIKE lower(?)");
            arguments.add(holding(part));
        });
        ids.ifPresent(some -> {
            conditions.add("r.run_id = ANY (?)");
            arguments.add(some);
        });
        if (!archived) conditions.add("r.archived_at IS NULL");
        search.ifPresent(filter -> conditions.add("(" + FilterSql.condition(filter, arguments) + ")"));
        return "WHERE " + String.join("\n  AND ", conditions) + "\n";
    }

    /** The pattern for texts that hold this one. */
    static String holding(String part) {
        return "%" + part.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }
}
