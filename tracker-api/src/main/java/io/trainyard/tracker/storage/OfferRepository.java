package io.trainyard.tracker.storage;

import io.trainyard.contract.WorkerName;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.contract.wire.PlacementJson;
import io.trainyard.contract.wire.StoredRunRequest;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.lifecycle.Allowance.Belonging;
import io.trainyard.tracker.lifecycle.Allowance.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs that ask for particular workers, the workers that they may be offered to, and the offers that nobody has answered. */
public final class OfferRepository {
    /** Of runs that ask for the same. */
    private static final int MAX_A_PLACEMENT = 100;

    /** Different things that runs ask for; of more, those are looked at that come first. */
    private static final int MAX_PLACEMENTS = 200;

    private static final String ANY = """
            SELECT EXISTS (SELECT 1
                           FROM run
                           WHERE status = 'queued' AND dispatched_at IS NULL AND placement IS NOT NULL)
                OR EXISTS (SELECT 1
                           FROM run
                           WHERE status = 'queued' AND dispatched_at IS NOT NULL AND offered_to IS NOT NULL)
            """;

    // Goes from one placement to the next in the index, however many runs ask for each.
    private static final String PLACEMENTS = """
            WITH RECURSIVE found (placement) AS (
                (SELECT placement
                 FROM run
                 WHERE status = 'queued' AND dispatched_at IS NULL AND placement IS NOT NULL
                 ORDER BY placement
                 LIMIT 1)
                UNION ALL
                SELECT (SELECT run.placement
                        FROM run
                        WHERE run.status = 'queued' AND run.dispatched_at IS NULL AND run.placement IS NOT NULL
                          AND run.placement > found.placement
                        ORDER BY run.placement
                        LIMIT 1)
                FROM found
                WHERE found.placement IS NOT NULL)
            SELECT placement
            FROM found
            WHERE placement IS NOT NULL
            LIMIT ?
            """;

    private static final String COLUMNS = """
            SELECT run.id, run.priority, run.placement, run.offered_to, run.experiment_id AS experiment_key, run.queued_by,
                   ARRAY(SELECT attempt.worker
                         FROM attempt
                         WHERE attempt.run_id = run.id AND attempt.released_for IS NOT NULL) AS tried
            FROM run
            """;

    private static final String WAITING = COLUMNS + """
            WHERE status = 'queued' AND dispatched_at IS NULL AND placement = ? AND
            """ + RunLimits.ADMITTED + """
            ORDER BY priority DESC, id
            LIMIT ?
            """;

    private static final String UNANSWERED = COLUMNS + """
            WHERE status = 'queued' AND dispatched_at IS NOT NULL AND offered_to IS NOT NULL
            ORDER BY priority DESC, id
            LIMIT 1000
            """;

    private static final String FIRST_FOR_ANY = """
            SELECT priority, id
            FROM run
            WHERE status = 'queued' AND dispatched_at IS NULL AND placement IS NULL AND
            """ + RunLimits.ADMITTED + """
            ORDER BY priority DESC, id
            LIMIT 1
            """;

    private static final String WORKERS = """
            SELECT name, slots, device_class, memory, labels,
                   (SELECT count(*) FROM attempt WHERE attempt.worker = worker.name AND attempt.state = 'running') AS running,
                   (SELECT count(*)
                    FROM run
                    WHERE run.status = 'queued' AND run.dispatched_at IS NOT NULL
                      AND run.offered_to = worker.name) AS offers
            FROM worker
            WHERE state = 'live' AND NOT pausing AND device_class IS NOT NULL
            ORDER BY memory, name
            """;

    private static final String REQUEST = "SELECT " + StoredRequests.COLUMNS + """
            FROM run
            JOIN experiment ON experiment.id = run.experiment_id
            WHERE run.id = ?
            """;

    private static final String OFFER = """
            UPDATE run
            SET dispatched_at = ?, dispatch_count = ?, offered_to = ?
            WHERE id = ?
            """;

    // A worker that is there and takes runs may be busy for as long as it likes.
    // One that has been free for long has missed the offer.
    private static final String IN_VAIN = """
            WHERE status = 'queued' AND dispatched_at IS NOT NULL AND offered_to IS NOT NULL
              AND (NOT EXISTS (SELECT 1
                               FROM worker
                               WHERE worker.name = run.offered_to AND worker.state = 'live' AND NOT worker.pausing)
                   OR (dispatched_at < ?
                       AND EXISTS (SELECT 1
                                   FROM worker
                                   WHERE worker.name = run.offered_to AND worker.free_since < ?)))
            """;

    private static final String TAKE_BACK = """
            UPDATE run
            SET dispatched_at = NULL, offered_to = NULL
            """ + IN_VAIN;

    private static final String ANY_IN_VAIN = """
            SELECT EXISTS (SELECT 1
                           FROM run
            """ + IN_VAIN + ")";

    /** A run's place in the queue. */
    public record Turn(int priority, long key) {
        public boolean isBefore(Turn other) {
            return priority != other.priority ? priority > other.priority : key < other.key;
        }
    }

    /**
     * A run that asks for particular workers.
     *
     * @param offeredTo the worker that it has been offered to and that has not taken it
     * @param tried workers that could not train it
     */
    public record Wanted(
            Turn turn, Belonging of, Placement placement, Optional<WorkerName> offeredTo, Set<WorkerName> tried) {}

    /** A worker that takes runs, with how much it has in hand and how much it has been offered. */
    public record Candidate(WorkerName name, WorkerProfile profile, int slots, int running, int offers) {}

    /** Whether there is anything to offer, or offered. */
    public boolean any(Transaction tx) {
        return tx.first(ANY, row -> row.getBoolean(1)).orElseThrow();
    }

    public Allowance allowance(Transaction tx) {
        return RunLimits.read(tx);
    }

    /** Runs that were not handed out: the first of each placement, without those that a limit is in the way of. */
    public List<Wanted> waiting(Transaction tx, Allowance allowance) {
        return tx.query(PLACEMENTS, row -> row.getString(1), MAX_PLACEMENTS).stream()
                .flatMap(placement -> tx
                        .query(
                                WAITING,
                                OfferRepository::readWanted,
                                placement,
                                allowance.full(Scope.EXPERIMENT),
                                allowance.full(Scope.PERSON),
                                MAX_A_PLACEMENT)
                        .stream())
                .toList();
    }

    /** Runs that were offered and not taken. */
    public List<Wanted> unanswered(Transaction tx) {
        return tx.query(UNANSWERED, OfferRepository::readWanted);
    }

    /** The place in the queue of the first run that could be handed out and that every worker may train. */
    public Optional<Turn> firstForAny(Transaction tx, Allowance allowance) {
        return tx.first(
                FIRST_FOR_ANY,
                row -> new Turn(row.getInt("priority"), row.getLong("id")),
                allowance.full(Scope.EXPERIMENT),
                allowance.full(Scope.PERSON));
    }

    /** Those that are live, take runs and have said what they are; those with little memory first. */
    public List<Candidate> candidates(Transaction tx) {
        return tx.query(
                WORKERS,
                row -> new Candidate(
                        new WorkerName(row.getString("name")),
                        WorkerRepository.profile(row),
                        row.getInt("slots"),
                        row.getInt("running"),
                        row.getInt("offers")));
    }

    /** Notes that the run is offered to the worker; returns the request to send. */
    public StoredRunRequest offer(Transaction tx, long run, WorkerName worker, Instant at) {
        StoredRunRequest request = tx.first(REQUEST, StoredRequests::read, run).orElseThrow();
        tx.update(OFFER, at, request.dispatch(), worker.value(), run);
        return request;
    }

    /** Whether there are runs whose worker is gone, pauses, or has been free since before a time without taking them. */
    public boolean anyInVain(Transaction tx, Instant before) {
        return tx.first(ANY_IN_VAIN, row -> row.getBoolean(1), before, before).orElseThrow();
    }

    /** Puts these runs back into the queue; returns how many. */
    public int takeBack(Transaction tx, Instant before) {
        return tx.update(TAKE_BACK, before, before);
    }

    private static Wanted readWanted(ResultSet row) throws SQLException {
        String[] tried = (String[]) row.getArray("tried").getArray();
        String offeredTo = row.getString("offered_to");
        return new Wanted(
                new Turn(row.getInt("priority"), row.getLong("id")),
                RunLimits.belonging(row),
                PlacementJson.parse(row.getString("placement")),
                Optional.ofNullable(offeredTo).map(WorkerName::new),
                Arrays.stream(tried).map(WorkerName::new).collect(Collectors.toSet()));
    }
}
