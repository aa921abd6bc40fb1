package io.trainyard.tracker.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order of a list of runs: a column, {@code metric.NAME} (its newest value) or {@code param.NAME}. Runs without a value
 * come last in both directions, and runs with equal values in the order of their creation.
 *
 * @param expression SQL of the value, with at most one parameter
 * @param type of the value in SQL, to read it back from a cursor
 * @param argument of the expression, if it has one
 */
public record RunSort(String expression, String type, Optional<String> argument, boolean descending) {
    private record Column(String expression, String type) {}

    private static final Map<String, Column> COLUMNS = Map.of(
            "createdAt", new Column("r.created_at", "timestamptz"),
            "startedAt", new Column("r.started_at", "timestamptz"),
            "endedAt", new Column("r.ended_at", "timestamptz"),
            "name", new Column("r.name", "text"),
            "status", new Column("r.status", "text"),
            "durationSeconds", new Column("extract(epoch FROM r.ended_at - r.started_at)", "numeric"),
            "experiment", new Column("e.name", "text"),
            "worker", new Column("a.worker", "text"),
            "epochsCompleted", new Column("r.epochs_completed", "int"),
            "attempt", new Column("r.attempt_count", "int"));
    private static final String METRIC =
            "(SELECT s.last FROM run_metric s JOIN metric n ON n.id = s.metric_id WHERE s.run_id = r.id AND n.name = ?)";

    /** Reads {@code -createdAt}, {@code metric.test_accuracy} and the like; empty if there is no such order. */
    public static Optional<RunSort> parse(String text) {
        boolean descending = text.startsWith("-");
        String key = descending ? text.substring(1) : text;
        if (key.startsWith("metric.") && key.length() > "metric.".length())
            return Optional.of(new RunSort(
                    METRIC, "double precision", Optional.of(key.substring("metric.".length())), descending));
        if (key.startsWith("param.") && key.length() > "param.".length())
            return Optional.of(new RunSort(
                    "(r.parameters -> ?::text)", "jsonb", Optional.of(key.substring("param.".length())), descending));
        return Optional.ofNullable(COLUMNS.get(key))
                .map(column -> new RunSort(column.expression(), column.type(), Optional.empty(), descending));
    }

    public static List<String> columns() {
        return COLUMNS.keySet().stream().sorted().toList();
    }

    String orderBy() {
        String direction = descending ? "DESC" : "ASC";
        return "ORDER BY k.sort_key " + direction + " NULLS LAST, r.id " + direction + "\n";
    }

    /** The condition for rows after a cursor; its parameters are the cursor's value, unless that is missing, and id. */
    String after(RunCursor cursor) {
        String sign = descending ? "<" : ">";
        if (cursor.value().isEmpty()) return "AND k.sort_key IS NULL AND r.id " + sign + " ?\n";
        String value = "?::" + type;
        return "AND (k.sort_key " + sign + " " + value + " OR (k.sort_key = " + value + " AND r.id " + sign
                + " ?) OR k.sort_key IS NULL)\n";
    }
}
