package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Reads workers, with the runs that they train, as the API shows them. */
public final class WorkerQueries {
    static final String SELECT = """
            SELECT w.name, w.host, w.device, w.version, w.slots, w.busy, w.load, w.state, w.troubles,
                   w.device_class, w.memory, w.labels, w.pausing, w.first_seen_at, w.last_seen_at, w.change,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.run_id, 'name', r.name) ORDER BY r.id), '[]')
                    FROM attempt a
                    JOIN run r ON r.owner_attempt = a.id
                    WHERE a.worker = w.name
                      AND a.state = 'running') AS runs
            FROM worker w
            """;

    private WorkerQueries() {}

    /** The workers that were heard of last, at most so many, by name. */
    public static List<ObjectNode> newest(Transaction tx, int limit) {
        String sql = SELECT + "ORDER BY w.last_seen_at DESC\nLIMIT ?";
        return RowJson.query(tx, sql, List.of(limit), WorkerQueries::worker).stream()
                .sorted(Comparator.comparing(worker -> worker.path("name").textValue()))
                .toList();
    }

    static ObjectNode worker(ResultSet row) throws SQLException {
        ObjectNode worker = RowJson.object()
                .put("name", row.getString("name"))
                .put("host", row.getString("host"))
                .put("device", row.getString("device"))
                .put("version", row.getString("version"))
                .put("slots", row.getInt("slots"))
                .put("busy", row.getInt("busy"));
        worker.set("runs", RowJson.tree(row, "runs"));
        worker.set("load", RowJson.number(row, "load"));
        worker.put("state", row.getString("state"));
        worker.set("troubles", RowJson.tree(row, "troubles"));
        worker.put("deviceClass", row.getString("device_class"));
        worker.set("memoryBytes", RowJson.number(row, "memory"));
        worker.set("labels", RowJson.tree(row, "labels"));
        worker.put("pausing", row.getBoolean("pausing"));
        worker.set("firstSeenAt", RowJson.time(row, "first_seen_at"));
        worker.set("lastSeenAt", RowJson.time(row, "last_seen_at"));
        return worker;
    }
}
