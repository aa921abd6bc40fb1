package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.tracker.lifecycle.AttemptState;
import io.trainyard.tracker.lifecycle.AttemptState.Phase;
import io.trainyard.tracker.lifecycle.AttemptState.Span;
import io.trainyard.tracker.lifecycle.Chances;
import io.trainyard.tracker.lifecycle.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Attempts: who executes a run, and until when that is believed. */
public final class AttemptRepository {
    private static final String COLUMNS = """
            id, run_id, attempt_id, number, worker, state, resumed_from_epoch, last_sequence, started_at, worker_started_at,
            device_id, device, threads, precision, processor
            FROM attempt
            """;

    private static final String INSERT = """
            INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, worker_started_at,
                                 resumed_from_epoch, events_received, last_sequence, lease_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
            RETURNING id
            """;

    private static final String COUNT_EVENTS = """
            UPDATE attempt
            SET events_received = events_received + given.events, last_sequence = GREATEST(last_sequence, given.sequence)
            FROM unnest(?, ?, ?) AS given (id, events, sequence)
            WHERE attempt.id = given.id
            """;

    private static final String END = """
            UPDATE attempt
            SET state = ?, started_at = ?, ended_at = ?
            WHERE id = ?
            """;

    private static final String CHANGE_DEVICE = """
            UPDATE attempt
            SET device_id = ?, device = ?, threads = ?, precision = ?, processor = ?
            WHERE id = ?
            """;

    private static final String NOTE_DEVICE = """
            INSERT INTO attempt_device (attempt_id, from_epoch, device_id, name, threads, precision, processor)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (attempt_id, from_epoch) DO UPDATE
            SET device_id = excluded.device_id, name = excluded.name, threads = excluded.threads,
                precision = excluded.precision, processor = excluded.processor
            """;

    private static final String FIRST_DEVICE = """
            SELECT d.device_id, d.name AS device, d.threads, d.precision, d.processor
            FROM attempt_device d
            JOIN attempt a ON a.id = d.attempt_id
            WHERE a.run_id = ?
            ORDER BY a.number, d.from_epoch
            LIMIT 1
            """;

    private static final String BLAME_WORKER = """
            UPDATE attempt
            SET released_for = ?
            WHERE id = ?
            """;

    // Workers that have not been heard of yet cannot try it: one that comes later finds the run failed.
    private static final String WORKERS_LEFT = """
            SELECT w.device_class, w.memory, w.labels
            FROM worker w
            WHERE w.state = 'live'
              AND NOT EXISTS (SELECT 1
                              FROM attempt a
                              WHERE a.run_id = ? AND a.number > (SELECT r.restart_after FROM run r WHERE r.id = a.run_id)
                                AND a.worker = w.name AND a.released_for IS NOT NULL)
            """;

    private static final String REFUSALS = """
            SELECT r.placement,
                   (SELECT count(*)
                    FROM attempt a
                    WHERE a.run_id = r.id AND a.number > r.restart_after AND a.released_for IS NOT NULL) AS refusals
            FROM run r
            WHERE r.id = ?
            """;

    private static final String COUNT_CRASHES = """
            SELECT count(*)
            FROM attempt a
            JOIN run r ON r.id = a.run_id
            WHERE a.run_id = ? AND a.number > r.restart_after AND (a.state = 'crashed' OR a.id = ?)
            """;

    // A heartbeat renews the lease of what it names and notes its own time, both in one transaction.
    private static final String LAST_SEEN_BESIDE = "SELECT " + COLUMNS + """
            WHERE state = 'superseded'
              AND worker = ANY (?)
              AND lease_until >= (SELECT w.last_seen_at FROM worker w WHERE w.name = attempt.worker) + ? * interval '1 millisecond'
            ORDER BY id
            """;

    private static final String RENEW = """
            UPDATE attempt
            SET lease_until = ?
            WHERE attempt_id = ANY (?) AND state IN ('running', 'superseded')
            """;

    /** By attempts that are known the workers that they are of. */
    public Map<AttemptId, String> workers(Transaction tx, List<AttemptId> ids) {
        if (ids.isEmpty()) return Map.of();
        return tx
                .query(
                        "SELECT attempt_id, worker FROM attempt WHERE attempt_id = ANY (?)",
                        row -> Map.entry(new AttemptId(row.getString("attempt_id")), row.getString("worker")),
                        (Object) ids.stream().map(AttemptId::value).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Optional<AttemptState> find(Transaction tx, AttemptId id) {
        return tx.first("SELECT " + COLUMNS + "WHERE attempt_id = ?", AttemptRepository::read, id.value());
    }

    public List<AttemptState> find(Transaction tx, Collection<AttemptId> ids) {
        return tx.query("SELECT " + COLUMNS + "WHERE attempt_id = ANY (?)", AttemptRepository::read, (Object)
                ids.stream().map(AttemptId::value).toArray(String[]::new));
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

    /** Attempts that did not own their run and were in the last heartbeat of one of these workers. */
    public List<AttemptState> lastSeenBeside(Transaction tx, List<String> workers, Duration leaseTimeout) {
        if (workers.isEmpty()) return List.of();
        return tx.query(
                LAST_SEEN_BESIDE, AttemptRepository::read, workers.toArray(String[]::new), leaseTimeout.toMillis());
    }

    /**
     * Stores a new attempt and returns its key.
     *
     * @param now by the database's clock: the attempt's start
     */
    public long start(
            Transaction tx, RunState run, AttemptStarted event, Phase phase, Instant now, Instant leaseUntil) {
        return tx.first(
                        INSERT,
                        row -> row.getLong(1),
                        event.header().attempt().value(),
                        run.key(),
                        run.attempts() + 1,
                        event.worker().value(),
                        event.device(),
                        phase.column(),
                        now,
                        event.header().at(),
                        event.resumedFromEpoch(),
                        event.header().sequence(),
                        leaseUntil)
                .orElseThrow();
    }

    /** How many events of an attempt were received, and the greatest of their numbers. */
    public record Events(long attempt, int count, long lastSequence) {
        public Events and(long sequence) {
            return new Events(attempt, count + 1, Math.max(lastSequence, sequence));
        }
    }

    public void countEvents(Transaction tx, Collection<Events> received) {
        if (received.isEmpty()) return;
        tx.update(
                COUNT_EVENTS,
                received.stream().map(Events::attempt).toArray(Long[]::new),
                received.stream().map(Events::count).toArray(Integer[]::new),
                received.stream().map(Events::lastSequence).toArray(Long[]::new));
    }

    public void end(Transaction tx, AttemptState attempt, Phase phase, Span span) {
        tx.update(END, phase.column(), span.start(), span.end(), attempt.key());
    }

    /** From this epoch on the attempt trains on something else than before. */
    public void changeDevice(Transaction tx, AttemptState attempt, int fromEpoch, TrainedOn on) {
        String processor = on.processor();
        tx.update(CHANGE_DEVICE, on.device(), on.name(), on.threads(), on.precision(), processor, attempt.key());
        tx.update(
                NOTE_DEVICE, attempt.key(), fromEpoch, on.device(), on.name(), on.threads(), on.precision(), processor);
    }

    /** What the run's first epoch was trained on, if a worker has told. */
    public Optional<TrainedOn> firstDevice(Transaction tx, RunState run) {
        return tx.first(FIRST_DEVICE, AttemptRepository::readDevice, run.key()).flatMap(on -> on);
    }

    /** Notes that its worker could not train the run, for this kind of failure. */
    public void blameWorker(Transaction tx, long key, FailureKind kind) {
        tx.update(BLAME_WORKER, SpecJson.wireName(kind), key);
    }

    public Chances chances(Transaction tx, RunState run) {
        return tx.first(
                        REFUSALS,
                        row -> new Chances(workersLeft(tx, run, row.getString("placement")), row.getInt("refusals")),
                        run.key())
                .orElseThrow();
    }

    private static int workersLeft(Transaction tx, RunState run, @Nullable String placement) {
        List<Boolean> fits = tx.query(WORKERS_LEFT, row -> WorkerRepository.fits(row, placement), run.key());
        return Math.toIntExact(fits.stream().filter(fit -> fit).count());
    }

    /** How many attempts at its run have taken their process with them, with this one, since the run was begun anew. */
    public int crashesWith(Transaction tx, AttemptState attempt) {
        return tx.first(COUNT_CRASHES, row -> row.getInt(1), attempt.runKey(), attempt.key())
                .orElseThrow();
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
                Phase.ofColumn(row.getString("state")),
                row.getInt("resumed_from_epoch"),
                row.getLong("last_sequence"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("worker_started_at", OffsetDateTime.class).toInstant(),
                readDevice(row));
    }

    private static Optional<TrainedOn> readDevice(ResultSet row) throws SQLException {
        String id = row.getString("device_id");
        if (id == null) return Optional.empty();
        return Optional.of(new TrainedOn(
                id,
                row.getString("device"),
                row.getInt("threads"),
                row.getString("precision"),
                Objects.requireNonNullElse(row.getString("processor"), "")));
    }
}
