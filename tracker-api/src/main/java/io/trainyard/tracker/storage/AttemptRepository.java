package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.wire.SpecJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Attempts: who executes a run, and until when that is believed. */
public final class AttemptRepository {
    private static final String COLUMNS =
            "id, run_id, attempt_id, number, worker, state, last_sequence, lease_until FROM attempt ";

    private static final String INSERT = """
            INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, resumed_from_epoch,
                                 events_received, last_sequence, lease_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
            RETURNING id
            """;

    private static final String COUNT_EVENT = """
            UPDATE attempt
            SET events_received = events_received + 1, last_sequence = ?
            WHERE id = ?
            """;

    private static final String END = """
            UPDATE attempt
            SET state = ?, ended_at = GREATEST(started_at, ?)
            WHERE id = ?
            """;

    private static final String BLAME_WORKER = """
            UPDATE attempt
            SET released_for = ?
            WHERE id = ?
            """;

    // Workers that have not been heard of yet cannot try it: one that comes later finds the run failed.
    private static final String WORKERS_LEFT = """
            SELECT (SELECT count(*)
                    FROM worker w
                    WHERE w.state = 'live'
                      AND NOT EXISTS (SELECT 1
                                      FROM attempt a
                                      WHERE a.run_id = ? AND a.worker = w.name AND a.released_for IS NOT NULL)) AS left_over,
                   (SELECT count(*)
                    FROM attempt a
                    WHERE a.run_id = ? AND a.released_for IS NOT NULL) AS refusals
            """;

    private static final String COUNT_CRASHES = """
            SELECT count(*)
            FROM attempt
            WHERE run_id = ? AND state = 'crashed'
            """;

    private static final String RENEW = """
            UPDATE attempt
            SET lease_until = ?
            WHERE attempt_id = ANY (?) AND state = 'running'
            """;

    public Optional<AttemptState> find(Transaction tx, AttemptId id) {
        return tx.first("SELECT " + COLUMNS + "WHERE attempt_id = ?", AttemptRepository::read, id.value());
    }

    public Optional<AttemptState> find(Transaction tx, long key) {
        return tx.first("SELECT " + COLUMNS + "WHERE id = ?", AttemptRepository::read, key);
    }

    /** Running attempts whose lease has run out. */
    public List<AttemptState> expired(Transaction tx, Instant now) {
        return tx.query(
                "SELECT " + COLUMNS + "WHERE state = 'running' AND lease_until <= ? ORDER BY id",
                AttemptRepository::read,
                now);
    }

    /** Stores a new attempt and returns its key. */
    public long start(
            Transaction tx, RunState run, AttemptStarted event, AttemptState.Phase phase, Instant leaseUntil) {
        return tx.first(
                        INSERT,
                        row -> row.getLong(1),
                        event.header().attempt().value(),
                        run.key(),
                        run.attempts() + 1,
                        event.worker().value(),
                        event.device(),
                        phase.column(),
                        event.header().at(),
                        event.resumedFromEpoch(),
                        event.header().sequence(),
                        leaseUntil)
                .orElseThrow();
    }

    public void countEvent(Transaction tx, AttemptState attempt, long sequence) {
        tx.update(COUNT_EVENT, sequence, attempt.key());
    }

    public void end(Transaction tx, long key, AttemptState.Phase phase, Instant at) {
        tx.update(END, phase.column(), at, key);
    }

    /** Notes that its worker could not train the run, for this kind of failure. */
    public void blameWorker(Transaction tx, long key, FailureKind kind) {
        tx.update(BLAME_WORKER, SpecJson.wireName(kind), key);
    }

    /**
     * Who could still train a run.
     *
     * @param workers that are live and have not handed it back as one that they cannot train
     * @param refusals how often it was handed back as such
     */
    public record Chances(int workers, int refusals) {}

    public Chances chances(Transaction tx, RunState run) {
        return tx.first(
                        WORKERS_LEFT,
                        row -> new Chances(row.getInt("left_over"), row.getInt("refusals")),
                        run.key(),
                        run.key())
                .orElseThrow();
    }

    /** How many attempts at a run have taken their process with them. */
    public int crashes(Transaction tx, long runKey) {
        return tx.first(COUNT_CRASHES, row -> row.getInt(1), runKey).orElseThrow();
    }

    public void renew(Transaction tx, List<AttemptId> attempts, Instant leaseUntil) {
        if (attempts.isEmpty()) return;
        tx.update(RENEW, leaseUntil, attempts.stream().map(AttemptId::value).toArray(String[]::new));
    }

    private static AttemptState read(ResultSet row) throws SQLException {
        return new AttemptState(
                row.getLong("id"),
                row.getLong("run_id"),
                new AttemptId(row.getString("attempt_id")),
                row.getInt("number"),
                row.getString("worker"),
                AttemptState.Phase.ofColumn(row.getString("state")),
                row.getLong("last_sequence"),
                row.getObject("lease_until", OffsetDateTime.class).toInstant());
    }
}
