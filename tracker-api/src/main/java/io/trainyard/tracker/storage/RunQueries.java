package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the summaries of runs as the API shows them. */
public final class RunQueries {
    /** Everything that a table shows of a run comes with its row, the newest values of its metrics included. */
    static final String COLUMNS = """
            SELECT r.id AS row_id, r.run_id, e.experiment_id, e.name AS experiment_name, r.name, r.status,
                   r.cancel_requested, r.created_at, r.started_at, r.ended_at, r.epochs, r.epochs_completed, r.progress,
                   a.worker, a.device_id, a.device, a.threads, a.precision, r.attempt_count, r.failure_kind, r.failure_message, r.parameters, r.change,
                   extract(epoch FROM r.ended_at - r.started_at)::double precision AS duration_seconds,
                   (SELECT max(f.saved_at) FROM artifact f WHERE f.run_id = r.id) AS files_saved_at,
                   (SELECT jsonb_object_agg(n.name, jsonb_build_object('last', s.last, 'min', s.min, 'max', s.max,
                                                                       'best', s.best, 'bestEpoch', s.best_epoch))
                    FROM run_metric s
                    JOIN metric n ON n.id = s.metric_id
                    WHERE s.run_id = r.id) AS metrics
            """;

    static final String FROM = """
            FROM run r
            JOIN experiment e ON e.id = r.experiment_id
            LEFT JOIN LATERAL (SELECT t.worker, t.device_id, t.device, t.threads, t.precision
                               FROM attempt t
                               WHERE t.run_id = r.id
                               ORDER BY t.id = r.owner_attempt DESC NULLS LAST, t.number DESC
                               LIMIT 1) a ON true
            """;

    /** Some runs, and where the list goes on if these are not all. */
    public record Page(List<ObjectNode> runs, Optional<RunCursor> next) {}

    private record Keyed(ObjectNode run, RunCursor cursor) {}

    private RunQueries() {}

    public static Page list(Transaction tx, RunFilter filter, RunSort sort, Optional<RunCursor> after, int limit) {
        List<Object> parameters = new ArrayList<>();
        sort.argument().ifPresent(parameters::add);
        String where = filter.where(parameters);
        String rest = after.map(cursor -> {
                    cursor.value().ifPresent(value -> {
                        parameters.add(value);
                        parameters.add(value);
                    });
                    parameters.add(cursor.row());
                    return sort.after(cursor);
                })
                .orElse("");
        parameters.add(limit + 1);
        String sql = COLUMNS + ", k.sort_key::text AS sort_key\n" + FROM + "CROSS JOIN LATERAL (SELECT "
                + sort.expression() + " AS sort_key) k\n" + where + rest + sort.orderBy() + "LIMIT ?";
        List<Keyed> rows = RowJson.query(
                tx,
                sql,
                parameters,
                row -> new Keyed(
                        run(row),
                        new RunCursor(Optional.ofNullable(row.getString("sort_key")), row.getLong("row_id"))));
        boolean more = rows.size() > limit;
        List<Keyed> shown = more ? rows.subList(0, limit) : rows;
        return new Page(
                shown.stream().map(Keyed::run).toList(),
                more ? Optional.of(shown.getLast().cursor()) : Optional.empty());
    }

    public static Optional<ObjectNode> find(Transaction tx, String id) {
        String sql = COLUMNS + FROM + "WHERE r.run_id = ?";
        return RowJson.query(tx, sql, List.of(id), RunQueries::run).stream().findFirst();
    }

    /** All runs that fit, in the order of their creation. */
    public static List<ObjectNode> all(Transaction tx, RunFilter filter) {
        List<Object> parameters = new ArrayList<>();
        String sql = COLUMNS + FROM + filter.where(parameters) + "ORDER BY r.id";
        return RowJson.query(tx, sql, parameters, RunQueries::run);
    }

    static ObjectNode run(ResultSet row) throws SQLException {
        ObjectNode run = RowJson.object().put("id", row.getString("run_id"));
        run.putObject("experiment")
                .put("id", row.getString("experiment_id"))
                .put("name", row.getString("experiment_name"));
        run.put("name", row.getString("name"))
                .put("status", row.getString("status"))
                .put("cancelRequested", row.getBoolean("cancel_requested"));
        run.set("createdAt", RowJson.time(row, "created_at"));
        run.set("startedAt", RowJson.time(row, "started_at"));
        run.set("endedAt", RowJson.time(row, "ended_at"));
        run.set("durationSeconds", RowJson.number(row, "duration_seconds"));
        run.put("epochs", row.getInt("epochs")).put("epochsCompleted", row.getInt("epochs_completed"));
        run.set("progress", finite(RowJson.tree(row, "progress")));
        run.set("worker", RowJson.text(row, "worker"));
        run.set("trainedOn", trainedOn(row));
        run.put("attempt", row.getInt("attempt_count"));
        run.set("failure", failure(row));
        run.set("parameters", RowJson.tree(row, "parameters"));
        JsonNode metrics = RowJson.tree(row, "metrics");
        metrics.forEach(RunQueries::finite);
        run.set("metrics", metrics.isNull() ? RowJson.object() : metrics);
        run.set("filesSavedAt", RowJson.time(row, "files_saved_at"));
        return run.put("change", row.getLong("change"));
    }

    private static JsonNode trainedOn(ResultSet row) throws SQLException {
        String device = row.getString("device_id");
        if (device == null) return NullNode.instance;
        return RowJson.object()
                .put("device", device)
                .put("name", row.getString("device"))
                .put("threads", row.getInt("threads"))
                .put("precision", row.getString("precision"));
    }

    private static JsonNode failure(ResultSet row) throws SQLException {
        String kind = row.getString("failure_kind");
        if (kind == null) return NullNode.instance;
        String message = row.getString("failure_message");
        return RowJson.object().put("kind", kind).put("message", message == null ? "" : message);
    }

    /** PostgreSQL puts NaN and infinities into JSON as texts; the API says null. */
    static JsonNode finite(JsonNode numbers) {
        if (numbers instanceof ObjectNode object)
            object.properties().forEach(field -> {
                if (field.getValue().isTextual()) field.setValue(NullNode.instance);
            });
        return numbers;
    }
}
