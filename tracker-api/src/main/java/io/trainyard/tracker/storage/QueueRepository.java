package io.trainyard.tracker.storage;

import io.trainyard.contract.wire.StoredRunRequest;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.lifecycle.Allowance.Belonging;
import io.trainyard.tracker.lifecycle.Allowance.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queue of runs: what waits here, what waits at the workers, and how much the workers can take. */
public final class QueueRepository {
    /** Runs that are handed out in one transaction, with their specifications in memory. */
    private static final int MAX_A_ROUND = 1000;

    private static final String DEMAND = """
            SELECT (SELECT count(*)
                    FROM (SELECT FROM run WHERE status = 'queued' AND dispatched_at IS NULL %s LIMIT ?) counted) AS waiting,
                   (SELECT count(*) FROM run WHERE status = 'running') AS running,
                   (SELECT count(*) FROM run WHERE status = 'queued' AND dispatched_at IS NOT NULL) AS dispatched,
                   (SELECT count(*)
                    FROM run
                    WHERE status = 'queued' AND dispatched_at IS NOT NULL AND offered_to IS NOT NULL) AS offered,
                   (SELECT COALESCE(sum(GREATEST(0, worker.slots - (
                               SELECT count(*)
                               FROM attempt
                               WHERE attempt.worker = worker.name AND attempt.state = 'running') - (
                               SELECT count(*)
                               FROM run
                               WHERE run.status = 'queued' AND run.dispatched_at IS NOT NULL
                                 AND run.offered_to = worker.name))), 0)
                    FROM worker
                    WHERE worker.state = 'live' AND NOT worker.pausing) AS idle
            """;

    private static final String ALL = DEMAND.formatted("");
    private static final String OF_ANY_WORKER = DEMAND.formatted("AND placement IS NULL");

    private static final String NEXT =
            "SELECT run.id, " + RunLimits.BELONGING + ", " + StoredRequests.COLUMNS + """
            FROM run
            JOIN experiment ON experiment.id = run.experiment_id
            WHERE run.status = 'queued' AND run.dispatched_at IS NULL AND run.placement IS NULL
              AND run.id <> ALL (?) AND
            """ + RunLimits.ADMITTED + """
            ORDER BY run.priority DESC, run.id
            LIMIT ?
            """;

    private static final String ANY = """
            SELECT EXISTS (SELECT
                           FROM run
                           WHERE run.status = 'queued' AND run.dispatched_at IS NULL AND run.placement IS NULL AND
            """ + RunLimits.ADMITTED + ")";

    private static final String DISPATCH = """
            UPDATE run
            SET dispatched_at = ?, dispatch_count = ?
            WHERE id = ?
            """;

    private static final String TAKE_BACK = """
            UPDATE run
            SET dispatched_at = NULL
            WHERE status = 'queued' AND dispatched_at < ? AND offered_to IS NULL
            """;

    private static final String OLDEST_UNANSWERED = """
            SELECT dispatched_at
            FROM run
            WHERE status = 'queued' AND dispatched_at IS NOT NULL AND offered_to IS NULL
            ORDER BY dispatched_at
            LIMIT 1
            """;

    private static final String DELIVERIES = """
            SELECT count(attempt.id)::float8 / GREATEST(1, count(attempt.id) FILTER (WHERE attempt.state <> 'superseded'))
            FROM (SELECT id FROM run ORDER BY change DESC LIMIT 1000) newest
            JOIN attempt ON attempt.run_id = newest.id
            """;

    /**
     * How much waits and how much could be taken.
     *
     * @param waiting runs in the tracker's queue
     * @param dispatched runs that were handed out and not taken yet
     * @param offered those of them that were handed to one worker
     * @param running runs that a worker has
     * @param idle free slots of live workers that take runs, without those that runs were offered for
     */
    public record Demand(int waiting, int dispatched, int offered, int running, int idle) {}

    /** A waiting run, with the request that hands it out. */
    public record Waiting(long key, Belonging of, StoredRunRequest request) {}

    /** How much waits altogether; reads an index of all that waits. */
    public static Demand demand(Transaction tx) {
        return demand(tx, ALL, Integer.MAX_VALUE);
    }

    /**
     * Enough to hand out the runs by that every worker may train: of these alone those that wait are counted, and no more than
     * one round hands out.
     */
    public static Demand demandOfARound(Transaction tx) {
        return demand(tx, OF_ANY_WORKER, MAX_A_ROUND);
    }

    private static Demand demand(Transaction tx, String sql, int maxWaiting) {
        return tx.first(
                        sql,
                        row -> new Demand(
                                row.getInt("waiting"),
                                row.getInt("dispatched"),
                                row.getInt("offered"),
                                row.getInt("running"),
                                row.getInt("idle")),
                        maxWaiting)
                .orElseThrow();
    }

    /**
     * The runs that are next of those that every worker may train, by priority, then age. One that has to wait until fewer of its
     * experiment, or of who queued it, are trained is in nobody's way.
     */
    public List<Waiting> next(Transaction tx, int limit) {
        Allowance allowance = RunLimits.read(tx);
        List<Waiting> next = new ArrayList<>();
        while (true) {
            int wanted = limit - next.size();
            List<Waiting> found = tx.query(
                    NEXT,
                    QueueRepository::read,
                    next.stream().map(Waiting::key).toArray(Long[]::new),
                    allowance.full(Scope.EXPERIMENT),
                    allowance.full(Scope.PERSON),
                    wanted);
            found.stream().filter(run -> allowance.take(run.of())).forEach(next::add);
            // Of those that were found but not taken a limit is reached now, so that others are found.
            if (found.size() < wanted || next.size() == limit) return next;
        }
    }

    /** Whether there is any that could be handed out. */
    public boolean hasNext(Transaction tx) {
        Allowance allowance = RunLimits.read(tx);
        return tx.first(ANY, row -> row.getBoolean(1), allowance.full(Scope.EXPERIMENT), allowance.full(Scope.PERSON))
                .orElseThrow();
    }

    public void dispatched(Transaction tx, Waiting run, Instant at) {
        tx.update(DISPATCH, at, run.request().dispatch(), run.key());
    }

    /** When the longest of those runs was handed out that nobody has taken. */
    public Optional<Instant> oldestUnanswered(Transaction tx) {
        return tx.first(
                OLDEST_UNANSWERED, row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }

    /** Puts runs back into the tracker's queue that were handed out before this time and not taken; returns how many. */
    public int takeBack(Transaction tx, Instant dispatchedBefore) {
        return tx.update(TAKE_BACK, dispatchedBefore);
    }

    /** Attempts that wanted one of the thousand newest runs for each that got it: 1 if every run was delivered once. */
    public static double deliveries(Transaction tx) {
        return tx.first(DELIVERIES, row -> row.getDouble(1)).orElseThrow();
    }

    private static Waiting read(ResultSet row) throws SQLException {
        return new Waiting(row.getLong("id"), RunLimits.belonging(row), StoredRequests.read(row));
    }
}
