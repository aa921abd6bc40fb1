package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads experiments, without their runs, as the API shows them. */
public final class ExperimentQueries {
    private static final String SELECT = """
            SELECT e.id AS row_id, e.experiment_id, e.name, e.description, e.priority, e.max_running, e.created_at, e.starred, e.archived_at,
                   (SELECT jsonb_object_agg(t.name, t.value) FROM experiment_tag t WHERE t.experiment_id = e.id) AS tags,
                   c.queued, c.running, c.paused, c.completed, c.failed, c.cancelled
            FROM experiment e
            CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE r.status = 'queued') AS queued,
                                       count(*) FILTER (WHERE r.status = 'running') AS running,
                                       count(*) FILTER (WHERE r.status = 'paused') AS paused,
                                       count(*) FILTER (WHERE r.status = 'completed') AS completed,
                                       count(*) FILTER (WHERE r.status = 'failed') AS failed,
                                       count(*) FILTER (WHERE r.status = 'cancelled') AS cancelled
                                FROM run r
                                WHERE r.experiment_id = e.id) c
            """;

    private ExperimentQueries() {}

    public static RowPage list(
            Transaction tx, Optional<String> text, boolean archived, Optional<Long> after, int limit) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder(SELECT).append("WHERE true\n");
        text.ifPresent(part -> {
            sql.append("AND position(lower(?) IN lower(concat_ws(' ', e.name, e.description, e.experiment_id))) > 0\n");
            parameters.add(part);
        });
        if (!archived) sql.append("AND e.archived_at IS NULL\n");
        after.ifPresent(row -> {
            sql.append("AND e.id < ?\n");
            parameters.add(row);
        });
        sql.append("ORDER BY e.id DESC\nLIMIT ?");
        parameters.add(limit + 1);
        return RowPage.of(
                RowJson.query(
                        tx,
                        sql.toString(),
                        parameters,
                        row -> new RowPage.Keyed(row.getLong("row_id"), experiment(row))),
                limit);
    }

    public static List<ObjectNode> find(Transaction tx, List<String> ids) {
        return RowJson.query(
                tx,
                SELECT + "WHERE e.experiment_id = ANY (?)\nORDER BY e.id",
                List.of(ids),
                ExperimentQueries::experiment);
    }

    private static ObjectNode experiment(ResultSet row) throws SQLException {
        ObjectNode experiment = RowJson.object()
                .put("id", row.getString("experiment_id"))
                .put("name", row.getString("name"))
                .put("description", row.getString("description"))
                .put("priority", row.getInt("priority"))
                .put("maxRunning", row.getObject("max_running", Integer.class));
        experiment.set("createdAt", RowJson.time(row, "created_at"));
        experiment.put("starred", row.getBoolean("starred"));
        experiment.set("archivedAt", RowJson.time(row, "archived_at"));
        experiment.set("tags", RowJson.object(row, "tags"));
        ObjectNode counts = experiment.putObject("counts");
        for (String status : List.of("queued", "running", "paused", "completed", "failed", "cancelled"))
            counts.put(status, row.getLong(status));
        return experiment;
    }
}
