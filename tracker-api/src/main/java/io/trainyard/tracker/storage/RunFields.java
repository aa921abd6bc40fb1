package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of a run are read and sent; its id always is.
 *
 * @param columns fields by their names; {@code parameters} and {@code metrics} stand for all of them
 * @param parameters single ones
 * @param metrics single ones
 */
public record RunFields(Set<String> columns, Set<String> parameters, Set<String> metrics) {
    private static final String PARAMETER = "param.";
    private static final String METRIC = "metric.";

    /** In the order in which a run shows them. */
    private static final List<String> COLUMNS = List.of(
            "experiment",
            "name",
            "status",
            "cancelRequested",
            "pauseRequested",
            "createdAt",
            "startedAt",
            "endedAt",
            "durationSeconds",
            "epochs",
            "epochsCompleted",
            "progress",
            "worker",
            "trainedOn",
            "attempt",
            "failure",
            "parameters",
            "metrics",
            "priority",
            "starred",
            "archivedAt",
            "tags",
            "filesSavedAt",
            "origin",
            "heardAt",
            "change");

    public static final RunFields ALL = new RunFields(Set.copyOf(COLUMNS), Set.of(), Set.of());

    /** Reads names of columns, {@code param.NAME} and {@code metric.NAME}; empty if one of them is none. */
    public static Optional<RunFields> parse(List<String> names) {
        Set<String> columns = new HashSet<>();
        Set<String> parameters = new HashSet<>();
        Set<String> metrics = new HashSet<>();
        for (String name : names) {
            if (name.startsWith(PARAMETER)) parameters.add(name.substring(PARAMETER.length()));
            else if (name.startsWith(METRIC)) metrics.add(name.substring(METRIC.length()));
            else if (name.equals("id") || COLUMNS.contains(name)) columns.add(name);
            else return Optional.empty();
        }
        return Optional.of(new RunFields(Set.copyOf(columns), Set.copyOf(parameters), Set.copyOf(metrics)));
    }

    public static List<String> names() {
        return COLUMNS;
    }

    /** Whether a run with these is some hundred bytes and not some thousand. */
    public boolean areFew() {
        return !has("parameters") && !has("metrics") && parameters.size() + metrics.size() <= 20;
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** The parameters as a column of the query, and no more of them than are sent. */
    String parametersColumn(List<Object> arguments) {
        if (has("parameters")) return "r.parameters";
        if (parameters.isEmpty()) return "NULL::jsonb";
        arguments.add(List.copyOf(parameters));
        return """
                (SELECT jsonb_object_agg(given.key, given.value)
                 FROM jsonb_each(r.parameters) given
                 WHERE given.key = ANY (?))""";
    }

    /** The summaries of metrics as a column of the query, and no more of them than are sent. */
    String metricsColumn(List<Object> arguments) {
        if (!has("metrics") && metrics.isEmpty()) return "NULL::jsonb";
        String all = """
                (SELECT jsonb_object_agg(n.name, jsonb_build_object('last', s.last, 'min', s.min, 'max', s.max,
                                                                    'best', s.best, 'bestEpoch', s.best_epoch))
                 FROM run_metric s
                 JOIN metric n ON n.id = s.metric_id
                 WHERE s.run_id = r.id""";
        if (has("metrics")) return all + ")";
        arguments.add(List.copyOf(metrics));
        return all + "\n   AND n.name = ANY (?))";
    }

    /** Leaves in a run what is sent of it. */
    ObjectNode of(ObjectNode run) {
        if (equals(ALL)) return run;
        List<String> unwanted = new ArrayList<>();
        run.fieldNames().forEachRemaining(name -> {
            boolean some = (name.equals("parameters") && !parameters.isEmpty())
                    || (name.equals("metrics") && !metrics.isEmpty());
            if (!name.equals("id") && !has(name) && !some) unwanted.add(name);
        });
        return run.remove(unwanted);
    }
}
