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
    private static final String JOINS = """
            JOIN experiment e ON e.id = r.experiment_id
            LEFT JOIN attempt a ON a.id = r.shown_attempt
            LEFT JOIN run_progress p ON p.run_id = r.id
            """;

    /** Everything that a table shows of a run comes with its row, the newest values of its metrics included. */
    static final String SELECT = select(RunFields.ALL, new ArrayList<>()) + "FROM run r\n" + JOINS;

    private RunQueries() {}

    private static String select(RunFields fields, List<Object> arguments) {
        return """
            SELECT r.id AS row_id, r.run_id, e.experiment_id, e.name AS experiment_name, r.name, r.status,
                   r.cancel_requested, r.pause_requested, r.created_at, r.started_at, r.ended_at, r.epochs, coalesce(p.epochs_completed, 0) AS epochs_completed,
                       CASE WHEN r.status = 'running' THEN p.progress END AS progress,
                   a.worker, a.device_id, a.device, a.threads, a.precision, a.processor, r.attempt_count, r.failure_kind,
                   r.failure_message, r.change AS r_change, p.change AS p_change,
                       GREATEST(r.change, p.change) AS change,
                   extract(epoch FROM r.ended_at - r.started_at)::double precision AS duration_seconds,
                   (SELECT max(f.saved_at) FROM artifact f WHERE f.run_id = r.id) AS files_saved_at,
                   r.priority, r.starred, r.archived_at, r.origin, p.heard_at,
                   (SELECT jsonb_object_agg(t.name, t.value) FROM run_tag t WHERE t.run_id = r.id) AS tags,
                   %s AS parameters,
                   %s AS metrics
            """.formatted(fields.parametersColumn(arguments), fields.metricsColumn(arguments));
    }

    public static Optional<ObjectNode> find(Transaction tx, String id) {
        return RowJson.query(tx, SELECT + "WHERE r.run_id = ?", List.of(id), RunQueries::run).stream()
                .findFirst();
    }

    /** These fields of the runs with these keys, in the order of the keys. */
    static List<ObjectNode> ofKeys(Transaction tx, List<Long> keys, RunFields fields) {
        if (keys.isEmpty()) return List.of();
        List<Object> arguments = new ArrayList<>();
        String sql = select(fields, arguments) + """
                FROM unnest(?) WITH ORDINALITY AS k (id, place)
                JOIN run r ON r.id = k.id
                """ + JOINS + "ORDER BY k.place";
        arguments.add(keys.toArray(Long[]::new));
        return RowJson.query(tx, sql, arguments, row -> fields.of(run(row)));
    }

    /** All runs that fit, in the order of their creation. */
    public static List<ObjectNode> all(Transaction tx, RunFilter filter) {
        List<Object> arguments = new ArrayList<>();
        String sql = SELECT + filter.where(arguments) + "ORDER BY r.id";
        return RowJson.query(tx, sql, arguments, RunQueries::run);
    }

    static ObjectNode run(ResultSet row) throws SQLException {
        ObjectNode run = RowJson.object().put("id", row.getString("run_id"));
        run.putObject("experiment")
                .put("id", row.getString("experiment_id"))
                .put("name", row.getString("experiment_name"));
        run.put("name", row.getString("name"))
                .put("status", row.getString("status"))
                .put("cancelRequested", row.getBoolean("cancel_requested"))
                .put("pauseRequested", row.getBoolean("pause_requested"));
        run.set("createdAt", RowJson.time(row, "created_at"));
        run.set("startedAt", RowJson.time(row, "started_at"));
        run.set("endedAt", RowJson.time(row, "ended_at"));
        run.set("durationSeconds", RowJson.number(row, "duration_seconds"));
        run.put("epochs", row.getObject("epochs", Integer.class))
                .put("epochsCompleted", row.getInt("epochs_completed"));
        run.set("progress", finite(RowJson.tree(row, "progress")));
        run.set("worker", RowJson.text(row, "worker"));
        run.set("trainedOn", trainedOn(row));
        run.put("attempt", row.getInt("attempt_count"));
        run.set("failure", failure(row));
        run.set("parameters", RowJson.tree(row, "parameters"));
        JsonNode metrics = RowJson.tree(row, "metrics");
        metrics.forEach(RunQueries::finite);
        run.set("metrics", metrics.isNull() ? RowJson.object() : metrics);
        run.put("priority", row.getInt("priority"));
        run.put("starred", row.getBoolean("starred"));
        run.set("archivedAt", RowJson.time(row, "archived_at"));
        run.set("tags", RowJson.object(row, "tags"));
        run.set("filesSavedAt", RowJson.time(row, "files_saved_at"));
        run.put("origin", row.getString("origin"));
        run.set("heardAt", RowJson.time(row, "heard_at"));
        return run.put("change", row.getLong("change"));
    }

    private static JsonNode trainedOn(ResultSet row) throws SQLException {
        String device = row.getString("device_id");
        if (device == null) return NullNode.instance;
        return RowJson.object()
                .put("device", device)
                .put("name", row.getString("device"))
                .put("threads", row.getInt("threads"))
                .put("precision", row.getString("precision"))
                .put("processor", row.getString("processor"));
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
