package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.lifecycle.Allowance.Limit;
import io.trainyard.tracker.lifecycle.Allowance.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads what the page of one run shows besides its summary. */
public final class RunDetailQueries {
    private static final String SPEC = """
            SELECT r.spec, r.source, r.note, coalesce(p.class_accuracies, '[]') AS class_accuracies
            FROM run r
            LEFT JOIN run_progress p ON p.run_id = r.id
            WHERE r.run_id = ?
            """;
    // No more are counted than anybody would wait for.
    private static final String QUEUE = """
            SELECT r.dispatched_at IS NOT NULL AS handed_out,
                   (SELECT count(*)
                    FROM (SELECT FROM run
                          WHERE run.status = 'queued' AND run.dispatched_at IS NULL
                            AND (run.priority > r.priority OR (run.priority = r.priority AND run.id < r.id)) AND
            """ + RunLimits.ADMITTED + """
                          LIMIT 10000) counted) AS ahead,
                   (SELECT count(*) FROM worker w WHERE w.state = 'live') AS workers,
                   (SELECT count(*) FROM worker w WHERE w.state = 'live' AND w.pausing) AS pausing,
                   r.placement, r.experiment_id AS experiment_key, r.queued_by
            FROM run r
            WHERE r.run_id = ? AND r.status = 'queued'
            """;
    private static final String ATTEMPTS = """
            SELECT a.attempt_id, a.number, a.worker, a.device, a.state, a.started_at, a.ended_at, a.resumed_from_epoch,
                   a.events_received, a.last_sequence,
                   (SELECT jsonb_agg(jsonb_build_object('fromEpoch', d.from_epoch, 'device', d.device_id, 'name', d.name,
                                                        'threads', d.threads, 'precision', d.precision,
                                                        'processor', d.processor)
                                     ORDER BY d.from_epoch)
                    FROM attempt_device d
                    WHERE d.attempt_id = a.id) AS devices
            FROM attempt a
            JOIN run r ON r.id = a.run_id
            WHERE r.run_id = ?
            ORDER BY a.number
            """;
    private static final String CHECKPOINT = """
            SELECT c.epoch, c.path, c.bytes, c.sha256, c.attempt
            FROM checkpoint c
            JOIN run r ON r.id = c.run_id
            WHERE r.run_id = ?
            """;
    private static final String ARTIFACTS = """
            SELECT f.name, f.media_type, f.path, f.bytes, f.saved_at, f.sha256, f.epoch, f.attempt
            FROM artifact f
            JOIN run r ON r.id = f.run_id
            WHERE r.run_id = ?
            ORDER BY f.name
            """;
    private static final String LOG = """
            SELECT l.id, l.at, l.level, l.message, l.attempt
            FROM (SELECT g.id, g.at, g.level, g.message, g.attempt
                  FROM log_line g
                  JOIN run r ON r.id = g.run_id
                  WHERE r.run_id = ?
                  ORDER BY g.id DESC
                  LIMIT 500) l
            ORDER BY l.id
            """;

    private RunDetailQueries() {}

    /** What a run was asked to do, as it was stored; empty of one that is trained elsewhere, too. */
    public static Optional<JsonNode> spec(Transaction tx, String id) {
        return tx.first("SELECT spec FROM run WHERE run_id = ?", row -> RowJson.tree(row, "spec"), id)
                .filter(spec -> !spec.isNull());
    }

    /** The summary with the parts of the page; the class accuracies are still without the names of their classes. */
    public static Optional<ObjectNode> find(Transaction tx, String id) {
        Optional<ObjectNode> found = RunQueries.find(tx, id);
        if (found.isEmpty()) return found;
        ObjectNode run = found.get();
        RowJson.query(tx, SPEC, List.of(id), row -> {
            run.put("note", row.getString("note"));
            run.set("source", RowJson.tree(row, "source"));
            run.set("spec", RowJson.tree(row, "spec"));
            return run.set("classAccuracies", RowJson.tree(row, "class_accuracies"));
        });
        run.set("queue", NullNode.instance);
        Allowance allowance = RunLimits.read(tx);
        tx.first(
                QUEUE,
                row -> run.set("queue", queue(tx, row, allowance)),
                allowance.full(Scope.EXPERIMENT),
                allowance.full(Scope.PERSON),
                id);
        addAll(run.putArray("attempts"), RowJson.query(tx, ATTEMPTS, List.of(id), RunDetailQueries::attempt));
        run.set("checkpoint", NullNode.instance);
        RowJson.query(tx, CHECKPOINT, List.of(id), row -> {
            ObjectNode checkpoint = run.putObject("checkpoint")
                    .put("epoch", row.getInt("epoch"))
                    .put("path", row.getString("path"))
                    .put("bytes", row.getLong("bytes"))
                    .put("sha256", row.getString("sha256"));
            return checkpoint.put("attempt", row.getObject("attempt", Integer.class));
        });
        addAll(run.putArray("artifacts"), RowJson.query(tx, ARTIFACTS, List.of(id), RunDetailQueries::artifact));
        addAll(run.putArray("log"), RowJson.query(tx, LOG, List.of(id), RunDetailQueries::logLine));
        return found;
    }

    private static ObjectNode queue(Transaction tx, ResultSet row, Allowance allowance) throws SQLException {
        boolean handedOut = row.getBoolean("handed_out");
        ObjectNode queue = RowJson.object()
                .put("handedOut", handedOut)
                .put("ahead", row.getInt("ahead"))
                .put("workers", row.getInt("workers"))
                .put("pausing", row.getInt("pausing"))
                .put("lacking", Lacking.of(tx, row.getString("placement")));
        Optional<Limit> limit = handedOut ? Optional.empty() : allowance.inTheWayOf(RunLimits.belonging(row));
        return queue.set("limit", RunLimits.json(limit));
    }

    static ObjectNode logLine(ResultSet row) throws SQLException {
        ObjectNode line = RowJson.object().put("id", row.getLong("id"));
        line.set("at", RowJson.time(row, "at"));
        return line.put("level", row.getString("level"))
                .put("message", row.getString("message"))
                .put("attempt", row.getInt("attempt"));
    }

    private static ObjectNode attempt(ResultSet row) throws SQLException {
        ObjectNode attempt = RowJson.object()
                .put("id", row.getString("attempt_id"))
                .put("number", row.getInt("number"))
                .put("worker", row.getString("worker"))
                .put("device", row.getString("device"))
                .put("state", row.getString("state"));
        JsonNode devices = RowJson.tree(row, "devices");
        attempt.set("devices", devices.isNull() ? RowJson.object().arrayNode() : devices);
        attempt.set("startedAt", RowJson.time(row, "started_at"));
        attempt.set("endedAt", RowJson.time(row, "ended_at"));
        return attempt.put("resumedFromEpoch", row.getInt("resumed_from_epoch"))
                .put("eventsReceived", row.getLong("events_received"))
                .put("lastSequence", row.getLong("last_sequence"));
    }

    private static ObjectNode artifact(ResultSet row) throws SQLException {
        ObjectNode artifact = RowJson.object()
                .put("name", row.getString("name"))
                .put("mediaType", row.getString("media_type"))
                .put("path", row.getString("path"))
                .put("bytes", row.getLong("bytes"))
                .put("sha256", row.getString("sha256"))
                .put("epoch", row.getObject("epoch", Integer.class))
                .put("attempt", row.getObject("attempt", Integer.class));
        artifact.set("savedAt", RowJson.time(row, "saved_at"));
        return artifact;
    }

    private static void addAll(ArrayNode array, List<ObjectNode> items) {
        items.forEach(array::add);
    }
}
