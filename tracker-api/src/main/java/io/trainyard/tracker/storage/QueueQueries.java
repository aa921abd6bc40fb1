package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.lifecycle.Allowance.Belonging;
import io.trainyard.tracker.lifecycle.Allowance.Limit;
import io.trainyard.tracker.lifecycle.StartEstimates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the queue as people see it: what waits, for what, and about when it begins. */
public final class QueueQueries {
    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM run WHERE status = 'queued') AS waiting,
                   (SELECT count(*) FROM run WHERE status = 'paused') AS paused,
                   (SELECT count(*) FROM worker WHERE state = 'live') AS workers,
                   (SELECT count(*) FROM worker WHERE state = 'live' AND pausing) AS pausing
            """;

    // A run takes as long an epoch as the median of the twenty newest completed ones of its experiment, or else of
    // those of its network and data set among the five hundred that ended last. Those of several attempts have
    // waited in between.
    private static final String WAITING = """
            WITH newest AS MATERIALIZED (
                SELECT c.parameters ->> 'network' AS network, c.parameters ->> 'dataset' AS dataset,
                       extract(epoch FROM c.ended_at - c.started_at)::float8 / c.epochs AS seconds
                FROM (SELECT parameters, started_at, ended_at, epochs, status, attempt_count
                      FROM run
                      WHERE ended_at IS NOT NULL
                      ORDER BY ended_at DESC, id DESC
                      LIMIT 500) c
                WHERE c.status = 'completed' AND c.attempt_count = 1)
            SELECT r.run_id, r.name, e.experiment_id, e.name AS experiment_name, r.priority, r.created_at, r.epochs,
                   r.dispatched_at IS NOT NULL AS handed_out, r.placement, r.experiment_id AS experiment_key, r.queued_by,
                   GREATEST(0, r.epochs - COALESCE(p.epochs_completed, 0)) * COALESCE(own.seconds, alike.seconds) AS seconds
            FROM (SELECT id, run_id, experiment_id, queued_by, name, priority, created_at, epochs, dispatched_at, placement, parameters
                  FROM run
                  WHERE status = ?
                  ORDER BY dispatched_at IS NULL, priority DESC, id
                  LIMIT ?) r
            JOIN experiment e ON e.id = r.experiment_id
            LEFT JOIN run_progress p ON p.run_id = r.id
            LEFT JOIN LATERAL (
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY done.seconds) AS seconds
                FROM (SELECT extract(epoch FROM d.ended_at - d.started_at)::float8 / d.epochs AS seconds
                      FROM run d
                      WHERE d.experiment_id = r.experiment_id AND d.status = 'completed' AND d.attempt_count = 1
                        AND d.origin = 'trained'
                      ORDER BY d.id DESC
                      LIMIT 20) done) own ON true
            LEFT JOIN LATERAL (
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n.seconds) AS seconds
                FROM newest n
                WHERE own.seconds IS NULL AND n.network = r.parameters ->> 'network'
                  AND n.dataset = r.parameters ->> 'dataset') alike ON true
            ORDER BY r.dispatched_at IS NULL, r.priority DESC, r.id
            """;

    // A slot is free when its run has trained the epochs that are left, at the pace of those of its attempt.
    private static final String BUSY = """
            SELECT (r.epochs - p.epochs_completed)
                   * extract(epoch FROM now() - a.started_at)::float8 / (p.epochs_completed - a.resumed_from_epoch) AS seconds
            FROM run r
            JOIN attempt a ON a.id = r.owner_attempt
            JOIN worker w ON w.name = a.worker AND w.state = 'live' AND NOT w.pausing
            LEFT JOIN run_progress p ON p.run_id = r.id AND p.epochs_completed > a.resumed_from_epoch
            WHERE r.status = 'running'
            LIMIT 10000
            """;

    private QueueQueries() {}

    private record Waiting(ObjectNode json, Belonging of, OptionalDouble seconds) {
        private boolean isHandedOut() {
            return json.path("handedOut").asBoolean();
        }

        private boolean waitsForMore() {
            return !json.path("lacking").isNull() || !json.path("limit").isNull();
        }
    }

    /** The queue's beginning and those that are paused, at most so many of each. */
    public static ObjectNode read(Transaction tx, int limit) {
        List<Waiting> waiting = waiting(tx, "queued", limit);
        tellLimits(tx, waiting);
        List<Waiting> takers =
                waiting.stream().filter(run -> !run.waitsForMore()).toList();
        List<OptionalDouble> starts = StartEstimates.of(
                slots(tx), takers.stream().map(Waiting::seconds).toList());
        for (int i = 0; i < takers.size(); i++) putStart(takers.get(i).json(), starts.get(i));
        ObjectNode queue = RowJson.object();
        tx.first(
                COUNTS,
                row -> queue.put("waiting", row.getLong("waiting"))
                        .put("paused", row.getLong("paused"))
                        .put("workers", row.getInt("workers"))
                        .put("pausingWorkers", row.getInt("pausing")));
        add(queue.putArray("items"), waiting);
        add(queue.putArray("pausedRuns"), waiting(tx, "paused", limit));
        return queue;
    }

    /** Of those that no limit is in the way of now, it will be in that of the later ones. */
    private static void tellLimits(Transaction tx, List<Waiting> waiting) {
        Allowance allowance = RunLimits.read(tx);
        for (Waiting run : waiting) {
            if (run.isHandedOut() || run.waitsForMore()) continue;
            Optional<Limit> limit = allowance.inTheWayOf(run.of());
            run.json().set("limit", RunLimits.json(limit));
            if (limit.isEmpty()) allowance.take(run.of());
        }
    }

    private static void add(ArrayNode array, List<Waiting> runs) {
        runs.forEach(run -> array.add(run.json()));
    }

    private static void putStart(ObjectNode run, OptionalDouble seconds) {
        if (seconds.isPresent()) run.put("startsInSeconds", seconds.getAsDouble());
    }

    private static List<Waiting> waiting(Transaction tx, String status, int limit) {
        List<Object> arguments = List.of(status, limit);
        return RowJson.query(tx, WAITING, arguments, row -> waiting(tx, row));
    }

    private static Waiting waiting(Transaction tx, ResultSet row) throws SQLException {
        ObjectNode run = RowJson.object().put("id", row.getString("run_id")).put("name", row.getString("name"));
        run.putObject("experiment")
                .put("id", row.getString("experiment_id"))
                .put("name", row.getString("experiment_name"));
        run.put("priority", row.getInt("priority")).put("epochs", row.getInt("epochs"));
        run.set("createdAt", RowJson.time(row, "created_at"));
        String lacking = Lacking.of(tx, row.getString("placement"));
        run.put("handedOut", row.getBoolean("handed_out")).put("lacking", lacking);
        run.putNull("limit").putNull("startsInSeconds");
        return new Waiting(run, RunLimits.belonging(row), seconds(row));
    }

    private static List<OptionalDouble> slots(Transaction tx) {
        List<OptionalDouble> busy = tx.query(BUSY, QueueQueries::seconds);
        List<OptionalDouble> slots = new ArrayList<>(busy);
        int idle = QueueRepository.demand(tx).idle();
        for (int i = 0; i < idle; i++) slots.add(OptionalDouble.of(0));
        return slots;
    }

    private static OptionalDouble seconds(ResultSet row) throws SQLException {
        double seconds = row.getDouble("seconds");
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, seconds));
    }
}
