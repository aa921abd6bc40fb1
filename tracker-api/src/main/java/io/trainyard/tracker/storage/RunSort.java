package io.trainyard.tracker.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order of a list of runs: a column, {@code metric.NAME} (its newest value), {@code best.NAME} (its best one) or
 * {@code param.NAME}. Runs without a value, or whose value is no number, come last in both directions, and runs with equal values in
 * the order of their creation. So a list is read in two parts, each
 * in the order of an index: the runs that have a value, and those that have none.
 *
 * @param key where the value lies
 * @param argument of the key's SQL, if it has one
 */
public record RunSort(Key key, Optional<String> argument, boolean descending) {
    /**
     * Where the value lies.
     *
     * @param from SQL of the tables with the runs that may have a value, the run as {@code r}; with the argument, if there is one
     * @param expression SQL of the value
     * @param type of the value in SQL, to read it back from a cursor
     * @param run SQL of the run's key beside the value, so that one index holds both
     * @param absent SQL of the condition that a run has no value, with the argument; empty if each has one
     */
    record Key(String from, String expression, String type, String run, Optional<String> absent) {}

    private static final String RUNS = "FROM run r\n";
    private static final String METRIC = "(SELECT n.id FROM metric n WHERE n.name = ?)";
    private static final String PARAMETER = "(SELECT n.id FROM parameter n WHERE n.name = ?)";

    private static final Key OF_METRIC = new Key(
            "FROM run_metric s\nJOIN run r ON r.id = s.run_id AND s.metric_id = " + METRIC + " AND s.last < 'NaN'\n",
            "s.last",
            "double precision",
            "s.run_id",
            Optional.of("NOT EXISTS (SELECT FROM run_metric s WHERE s.run_id = r.id AND s.metric_id = " + METRIC
                    + " AND s.last < 'NaN')"));

    // There is no index of best values, which would have to be kept with every epoch: one narrow row of each run is
    // read.
    private static final Key OF_BEST = new Key(
            "FROM run_metric s\nJOIN run r ON r.id = s.run_id AND s.metric_id = " + METRIC + " AND s.best < 'NaN'\n",
            "s.best",
            "double precision",
            "s.run_id",
            Optional.of("NOT EXISTS (SELECT FROM run_metric s WHERE s.run_id = r.id AND s.metric_id = " + METRIC
                    + " AND s.best < 'NaN')"));

    private static final Key OF_PARAMETER = new Key(
            "FROM run_parameter s\nJOIN run r ON r.id = s.run_id AND s.parameter_id = " + PARAMETER + "\n",
            "s.value",
            "jsonb",
            "s.run_id",
            Optional.of("NOT EXISTS (SELECT FROM run_parameter s WHERE s.run_id = r.id AND s.parameter_id = "
                    + PARAMETER + ")"));

    private static final Map<String, Key> COLUMNS = Map.of(
            "createdAt", column("r.created_at", "timestamptz"),
            "startedAt", optional("r.started_at", "timestamptz"),
            "endedAt", optional("r.ended_at", "timestamptz"),
            "name", column("r.name", "text"),
            "status", column("r.status", "text"),
            "durationSeconds", optional("extract(epoch FROM r.ended_at - r.started_at)", "numeric"),
            "experiment", joined("JOIN experiment e ON e.id = r.experiment_id", "e.name", Optional.empty()),
            "worker",
                    joined(
                            "JOIN attempt a ON a.id = r.shown_attempt",
                            "a.worker",
                            Optional.of("NOT EXISTS (SELECT FROM attempt a WHERE a.id = r.shown_attempt)")),
            "epochsCompleted",
                    new Key(
                            RUNS + "LEFT JOIN run_progress p ON p.run_id = r.id\n",
                            "coalesce(p.epochs_completed, 0)",
                            "int",
                            "r.id",
                            Optional.empty()),
            "attempt", column("r.attempt_count", "int"));

    private static Key column(String expression, String type) {
        return new Key(RUNS, expression, type, "r.id", Optional.empty());
    }

    private static Key optional(String expression, String type) {
        return new Key(RUNS, expression, type, "r.id", Optional.of(expression + " IS NULL"));
    }

    private static Key joined(String join, String expression, Optional<String> absent) {
        return new Key(RUNS + join + "\n", expression, "text", "r.id", absent);
    }

    /** Reads {@code -createdAt}, {@code metric.test_accuracy} and the like; empty if there is no such order. */
    public static Optional<RunSort> parse(String text) {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        if (name.startsWith("metric.") && name.length() > "metric.".length())
            return Optional.of(new RunSort(OF_METRIC, Optional.of(name.substring("metric.".length())), descending));
        if (name.startsWith("best.") && name.length() > "best.".length())
            return Optional.of(new RunSort(OF_BEST, Optional.of(name.substring("best.".length())), descending));
        if (name.startsWith("param.") && name.length() > "param.".length())
            return Optional.of(new RunSort(OF_PARAMETER, Optional.of(name.substring("param.".length())), descending));
        return Optional.ofNullable(COLUMNS.get(name)).map(key -> new RunSort(key, Optional.empty(), descending));
    }

    public static List<String> columns() {
        return COLUMNS.keySet().stream().sorted().toList();
    }

    String direction() {
        return descending ? "DESC" : "ASC";
    }

    /** Tells the rows after one from those before it. */
    String sign() {
        return descending ? "<" : ">";
    }
}
