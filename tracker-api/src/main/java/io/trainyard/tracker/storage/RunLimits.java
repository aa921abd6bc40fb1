package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.lifecycle.Allowance.Belonging;
import io.trainyard.tracker.lifecycle.Allowance.Holder;
import io.trainyard.tracker.lifecycle.Allowance.Limit;
import io.trainyard.tracker.lifecycle.Allowance.Scope;
import io.trainyard.tracker.lifecycle.Allowance.Used;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how many runs may be trained at a time, and how many are. */
final class RunLimits {
    // What no run waits for is in nobody's way.
    private static final String LIMITS = """
            WITH active AS MATERIALIZED (
                SELECT experiment_id, queued_by FROM run WHERE status = 'running' AND origin = 'trained'
                UNION ALL
                SELECT experiment_id, queued_by FROM run WHERE status = 'queued' AND dispatched_at IS NOT NULL)
            SELECT 'EXPERIMENT' AS scope, e.id, e.name, e.max_running, COALESCE(a.runs, 0) AS active
            FROM experiment e
            LEFT JOIN (SELECT experiment_id, count(*) AS runs FROM active GROUP BY experiment_id) a ON a.experiment_id = e.id
            WHERE e.max_running IS NOT NULL
              AND EXISTS (SELECT FROM run r WHERE r.experiment_id = e.id AND r.status = 'queued')
            UNION ALL
            SELECT 'PERSON', p.id, p.name, p.max_running, COALESCE(a.runs, 0)
            FROM account p
            LEFT JOIN (SELECT queued_by, count(*) AS runs FROM active GROUP BY queued_by) a ON a.queued_by = p.id
            WHERE p.max_running IS NOT NULL
            """;

    private static final String ANY = """
            SELECT EXISTS (SELECT FROM experiment WHERE max_running IS NOT NULL)
                OR EXISTS (SELECT FROM account WHERE max_running IS NOT NULL)
            """;

    /** Columns of a run that tell what it counts for. */
    static final String BELONGING = "run.experiment_id AS experiment_key, run.queued_by";

    /** The condition for a run that no limit is in the way of; takes the keys of experiments and people whose limits are. */
    static final String ADMITTED = """
            run.experiment_id <> ALL (?) AND (run.queued_by IS NULL OR run.queued_by <> ALL (?))
            """;

    private RunLimits() {}

    static Allowance read(Transaction tx) {
        boolean any = tx.first(ANY, row -> row.getBoolean(1)).orElseThrow();
        return new Allowance(any ? tx.query(LIMITS, RunLimits::used) : List.of());
    }

    private static Used used(ResultSet row) throws SQLException {
        Holder of = new Holder(Scope.valueOf(row.getString("scope")), row.getLong("id"));
        return new Used(new Limit(of, row.getString("name"), row.getInt("max_running")), row.getInt("active"));
    }

    /** As the API tells it. */
    static JsonNode json(Optional<Limit> limit) {
        if (limit.isEmpty()) return NullNode.instance;
        return RowJson.object()
                .put("of", limit.get().of().scope().name().toLowerCase(Locale.ROOT))
                .put("name", limit.get().name())
                .put("max", limit.get().max());
    }

    static Belonging belonging(ResultSet row) throws SQLException {
        long person = row.getLong("queued_by");
        OptionalLong queuedBy = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(person);
        return new Belonging(row.getLong("experiment_key"), queuedBy);
    }
}
