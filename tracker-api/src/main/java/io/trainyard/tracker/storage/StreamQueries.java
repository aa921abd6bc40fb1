package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what has changed since a number that a browser has seen, in the order of the commits. */
public final class StreamQueries {
    private static final String COUNTER = "SELECT value FROM change_counter";
    /** Ties go together: what one transaction changed is never split between two batches. */
    private static final String NEWER = "ORDER BY %1$s.change\nFETCH FIRST %2$d ROWS WITH TIES";

    private static final String POINTS = """
            SELECT r.run_id, p.epoch, p.change, jsonb_object_agg(n.name, p.value) AS values
            FROM run r
            JOIN experiment e ON e.id = r.experiment_id
            JOIN metric_point p ON p.run_id = r.id
            JOIN metric n ON n.id = p.metric_id
            """;
    private static final String LINES = """
            SELECT r.run_id, l.id, l.at, l.level, l.message, l.attempt, l.change
            FROM run r
            JOIN experiment e ON e.id = r.experiment_id
            JOIN log_line l ON l.run_id = r.id
            """;
    private static final String DELETED = """
            SELECT d.run_id, d.change
            FROM deleted_run d
            """;

    /** What a stream shows. */
    public record Scope(RunFilter filter, boolean points, boolean lines, boolean experiments, boolean workers) {}

    /** Something that a browser is told: the name of the event, its data and the change that it comes from. */
    public record Change(long number, String event, ObjectNode data) {}

    /** Changes in order, the number up to which they are complete, and whether there may be more. */
    public record Batch(List<Change> changes, long upTo, boolean more) {}

    private StreamQueries() {}

    public static long newest(Transaction tx) {
        return RowJson.query(tx, COUNTER, List.of(), row -> row.getLong("value"))
                .getFirst();
    }

    /** Reads in one snapshot, so the tx must be in a transaction of at least repeatable read. */
    public static Batch newer(Transaction tx, Scope scope, long after, int limit) {
        long upTo = newest(tx);
        List<List<Change>> parts = new ArrayList<>();
        parts.add(runs(tx, scope, after, limit));
        if (scope.points()) parts.add(points(tx, scope, after, limit));
        if (scope.lines()) parts.add(lines(tx, scope, after, limit));
        parts.add(deleted(tx, scope, after, limit));
        if (scope.workers()) parts.add(workers(tx, after, limit));
        long complete = upTo;
        for (List<Change> part : parts)
            if (part.size() >= limit)
                complete = Math.min(complete, part.getLast().number());
        long end = complete;
        List<Change> changes = new ArrayList<>();
        for (List<Change> part : parts)
            part.stream().filter(change -> change.number() <= end).forEach(changes::add);
        if (scope.experiments()) changes.addAll(experiments(tx, changes));
        changes.sort(Comparator.comparingLong(Change::number));
        return new Batch(changes, end, end < upTo);
    }

    private static List<Change> runs(Transaction tx, Scope scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql = RunQueries.COLUMNS + RunQueries.FROM + scope.filter().where(parameters) + "AND r.change > ?\n"
                + NEWER.formatted("r", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> new Change(row.getLong("change"), "run", RunQueries.run(row)));
    }

    private static List<Change> points(Transaction tx, Scope scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql = POINTS + scope.filter().where(parameters)
                + "AND p.change > ?\nGROUP BY r.run_id, p.epoch, p.change\n" + NEWER.formatted("p", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode data = RowJson.object().put("run", row.getString("run_id"));
            JsonNode values = RowJson.tree(row, "values");
            data.putArray("points")
                    .addObject()
                    .put("epoch", row.getInt("epoch"))
                    .set("values", RunQueries.finite(values));
            return new Change(row.getLong("change"), "metrics", data);
        });
    }

    private static List<Change> lines(Transaction tx, Scope scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql = LINES + scope.filter().where(parameters) + "AND l.change > ?\n" + NEWER.formatted("l", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode data = RowJson.object().put("run", row.getString("run_id"));
            data.putArray("lines").add(RunDetailQueries.logLine(row));
            return new Change(row.getLong("change"), "log", data);
        });
    }

    /** A run that is gone has no experiment any more, so all streams but those of other runs hear of it. */
    private static List<Change> deleted(Transaction tx, Scope scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after));
        String chosen = scope.filter()
                .ids()
                .map(ids -> {
                    parameters.add(ids);
                    return "AND d.run_id = ANY (?)\n";
                })
                .orElse("");
        String sql = DELETED + "WHERE d.change > ?\n" + chosen + NEWER.formatted("d", limit);
        return RowJson.query(
                tx,
                sql,
                parameters,
                row -> new Change(
                        row.getLong("change"), "deleted", RowJson.object().put("run", row.getString("run_id"))));
    }

    private static List<Change> workers(Transaction tx, long after, int limit) {
        String sql = WorkerQueries.SELECT + "WHERE w.change > ?\n" + NEWER.formatted("w", limit);
        return RowJson.query(
                tx, sql, List.of(after), row -> new Change(row.getLong("change"), "worker", WorkerQueries.worker(row)));
    }

    /** The experiments whose counts may have changed, as they stand now. */
    private static List<Change> experiments(Transaction tx, List<Change> changes) {
        Set<String> ids = new LinkedHashSet<>();
        for (Change change : changes)
            if (change.event().equals("run"))
                ids.add(change.data().path("experiment").path("id").textValue());
        if (ids.isEmpty()) return List.of();
        long newest = changes.stream().mapToLong(Change::number).max().orElse(0);
        return ExperimentQueries.find(tx, List.copyOf(ids)).stream()
                .map(experiment -> new Change(newest, "experiment", experiment))
                .toList();
    }
}
