package io.trainyard.tracker.storage;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.PlacementJson;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.contract.wire.SpecParameters;
import io.trainyard.tracker.lifecycle.Checkpoints;
import io.trainyard.tracker.lifecycle.Epochs;
import io.trainyard.tracker.lifecycle.Origin;
import io.trainyard.tracker.lifecycle.RunState;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs and their life cycle. Every change stamps the run with the transaction's number. */
public final class RunRepository {
    private static final String INSERT = """
            INSERT INTO run (run_id, experiment_id, name, spec, parameters, priority, created_at, epochs, placement,
                             queued_by, change)
            VALUES (?, ?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?, ?, ?, ?, NULLIF(?, 0), ?)
            """;

    private static final String COLUMNS = """
            id, run_id, status, cancel_requested, pause_requested, delete_requested, owner_attempt, attempt_count, restarts, origin,
            COALESCE((SELECT p.lost_attempts FROM run_progress p WHERE p.run_id = run.id), 0) AS lost_attempts
            FROM run
            """;

    private static final String COUNT_ATTEMPT = """
            UPDATE run
            SET attempt_count = attempt_count + 1, shown_attempt = COALESCE(shown_attempt, ?), change = ?
            WHERE id = ?
            """;

    private static final String OWN = """
            UPDATE run
            SET owner_attempt = ?, shown_attempt = ?, status = 'running', started_at = COALESCE(started_at, ?), change = ?
            WHERE id = ?
            """;

    private static final String END = """
            UPDATE run
            SET status = ?, ended_at = GREATEST(started_at, created_at, ?), failure_kind = ?, failure_message = ?,
                pause_requested = false, owner_attempt = NULL, change = ?
            WHERE id = ?
            """;

    private static final String WAIT = """
            UPDATE run
            SET status = ?, owner_attempt = NULL, dispatched_at = NULL, offered_to = NULL, pause_requested = false, change = ?
            WHERE id = ?
            """;

    // A run that begins at the first epoch has not begun yet.
    private static final String BEGIN_ANEW = """
            UPDATE run
            SET status = 'queued', cancel_requested = false, cancel_requested_at = NULL, dispatched_at = NULL, offered_to = NULL,
                failure_kind = NULL, failure_message = NULL, ended_at = NULL,
                started_at = CASE WHEN ? = 0 THEN NULL ELSE started_at END,
                restarts = restarts + 1, restart_epoch = ?, restart_after = attempt_count, change = ?
            WHERE id = ?
            """;

    // What is told from now on is told to another attempt.
    private static final String GO_ON = """
            UPDATE run
            SET status = 'running', cancel_requested = false, cancel_requested_at = NULL, failure_kind = NULL,
                failure_message = NULL, ended_at = NULL, attempt_count = attempt_count + 1, restarts = restarts + 1, change = ?
            WHERE id = ?
            """;

    private static final String EPOCHS = """
            SELECT r.epochs, COALESCE(p.epochs_completed, 0) AS trained
            FROM run r
            LEFT JOIN run_progress p ON p.run_id = r.id
            WHERE r.id = ?
            """;

    private static final String EXTEND = """
            UPDATE run
            SET spec = CAST(? AS jsonb), parameters = CAST(? AS jsonb), epochs = ?
            WHERE id = ?
            """;

    private static final String REQUEST_PAUSE = """
            UPDATE run
            SET pause_requested = ?, change = ?
            WHERE id = ?
            """;

    // What the attempts before the last time that the run was begun anew have left counts as far as was said then. The
    // best epoch
    // is that of the least validation loss; a run that holds nothing out has none.
    private static final String CHECKPOINTS = """
            SELECT CASE WHEN r.restarts = 0 OR c.attempt > r.restart_after THEN c.epoch
                        ELSE LEAST(c.epoch, r.restart_epoch) END AS newest,
                   (SELECT s.best_epoch
                    FROM run_metric s
                    JOIN metric n ON n.id = s.metric_id
                    WHERE s.run_id = r.id AND n.name = ?) AS best
            FROM run r
            JOIN checkpoint c ON c.run_id = r.id
            WHERE r.id = ?
            """;

    private static final String REQUEST_CANCEL = """
            UPDATE run
            SET cancel_requested = true, cancel_requested_at = COALESCE(cancel_requested_at, ?), change = ?
            WHERE id = ?
            """;

    private static final String CANCEL_OVERDUE = "SELECT " + COLUMNS + """
            WHERE status = 'running' AND cancel_requested AND cancel_requested_at <= ?
            ORDER BY id
            """;

    // The start of the first attempt is the run's.
    private static final String BEGIN_EARLIER = """
            UPDATE run
            SET started_at = ?
            WHERE id = ? AND started_at = ?
            """;

    private static final String DELETE = """
            DELETE FROM run
            WHERE id = ?
            RETURNING experiment_id
            """;

    private static final String DELETE_EMPTY_EXPERIMENT = """
            DELETE FROM experiment e
            WHERE e.id = ? AND e.delete_requested AND NOT EXISTS (SELECT 1 FROM run r WHERE r.experiment_id = e.id)
            """;

    private static final String REMEMBER_DELETED = """
            INSERT INTO deleted_run (run_id, deleted_at, change)
            VALUES (?, ?, ?)
            """;

    private final RunProgressRepository progress = new RunProgressRepository();

    /** A run to store, with the id that it was given. */
    public record NewRun(RunId id, RunSpec spec) {}

    /**
     * What runs that are queued together have in common.
     *
     * @param experiment key of its row
     * @param queuedBy the account of who queues them; 0 where nobody had to say who they are
     */
    public record Batch(long experiment, int priority, long queuedBy, Instant now) {}

    /**
     * Stores runs that wait in the queue.
     *
     * @throws InvalidSpecException if one is too large to be sent to a worker
     */
    public void create(Transaction tx, Batch batch, List<NewRun> runs) {
        List<@Nullable Object[]> rows = new ArrayList<>(runs.size());
        for (NewRun run : runs) {
            rows.add(new @Nullable Object[] {
                run.id().value(),
                batch.experiment(),
                run.spec().name(),
                sendable(SpecJson.writeStoredRun(run.spec()).toString(), rows.size()),
                SpecParameters.of(run.spec()).toString(),
                batch.priority(),
                batch.now(),
                run.spec().epochs(),
                run.spec()
                        .placement()
                        .map(placement -> PlacementJson.write(placement).toString())
                        .orElse(null),
                batch.queuedBy(),
                tx.change()
            });
        }
        tx.batch(INSERT, rows);
        RunParameters.insert(tx, runs.stream().map(run -> run.id().value()).toArray(String[]::new));
        runs.forEach(run -> tx.changed(run.id()));
    }

    private static String sendable(String spec, int index) {
        int bytes = spec.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > RunRequest.MAX_SPEC_BYTES)
            throw new InvalidSpecException(
                    "runs[" + index + "]",
                    "must be at most " + RunRequest.MAX_SPEC_BYTES + " bytes when it is written out, but is " + bytes);
        return spec;
    }

    public Optional<RunState> find(Transaction tx, RunId id) {
        return tx.first("SELECT " + COLUMNS + "WHERE run_id = ?", RunRepository::read, id.value());
    }

    public List<RunState> findById(Transaction tx, Collection<RunId> ids) {
        String[] texts = ids.stream().map(RunId::value).toArray(String[]::new);
        return tx.query("SELECT " + COLUMNS + "WHERE run_id = ANY (?)", RunRepository::read, (Object) texts);
    }

    public Optional<RunState> find(Transaction tx, long key) {
        return tx.first("SELECT " + COLUMNS + "WHERE id = ?", RunRepository::read, key);
    }

    /** Counts an attempt, which is the one that is shown of the run until another one owns it. */
    public void countAttempt(Transaction tx, RunState run, long attemptKey) {
        tx.update(COUNT_ATTEMPT, attemptKey, tx.change(), run.key());
        tx.changed(run.id());
    }

    public List<RunState> find(Transaction tx, Collection<Long> keys) {
        return tx.query(
                "SELECT " + COLUMNS + "WHERE id = ANY (?)", RunRepository::read, (Object) keys.toArray(Long[]::new));
    }

    /** From now on the events of this attempt count, and what was done beyond the epoch that it goes on from does not. */
    public void own(Transaction tx, RunState run, long attemptKey, int resumedFromEpoch, Instant startedAt) {
        tx.update(OWN, attemptKey, attemptKey, startedAt, tx.change(), run.key());
        progress.begin(tx, run.key(), resumedFromEpoch);
        tx.changed(run.id());
    }

    public void end(Transaction tx, RunState run, RunStatus status, Instant at) {
        tx.update(END, column(status), at, null, null, tx.change(), run.key());
        tx.changed(run.id());
    }

    public void fail(Transaction tx, RunState run, FailureKind kind, String message, Instant at) {
        tx.update(END, column(RunStatus.FAILED), at, SpecJson.wireName(kind), message, tx.change(), run.key());
        tx.changed(run.id());
    }

    /** Puts the run back into the tracker's queue, to be handed out again. */
    public void requeue(Transaction tx, RunState run) {
        tx.update(WAIT, column(RunStatus.QUEUED), tx.change(), run.key());
        tx.changed(run.id());
    }

    /** Leaves the run waiting until somebody has it go on. */
    public void pause(Transaction tx, RunState run) {
        tx.update(WAIT, column(RunStatus.PAUSED), tx.change(), run.key());
        tx.changed(run.id());
    }

    /** The run is to wait as soon as its worker hands it back, or is not any more. */
    public void requestPause(Transaction tx, RunState run, boolean wanted) {
        tx.update(REQUEST_PAUSE, wanted, tx.change(), run.key());
        tx.changed(run.id());
    }

    /**
     * Puts a run that had ended into the tracker's queue.
     *
     * @param epoch from whose checkpoint it goes on; 0 from the start
     */
    public void beginAnew(Transaction tx, RunState run, int epoch) {
        tx.update(BEGIN_ANEW, epoch, epoch, tx.change(), run.key());
        progress.forgive(tx, run.key());
        tx.changed(run.id());
    }

    /** Has a run that is trained elsewhere run again, whatever its end was. */
    public void goOn(Transaction tx, RunState run) {
        tx.update(GO_ON, tx.change(), run.key());
        tx.changed(run.id());
    }

    public Epochs epochs(Transaction tx, RunState run) {
        return tx.first(EPOCHS, row -> new Epochs(row.getInt("epochs"), row.getInt("trained")), run.key())
                .orElseThrow();
    }

    /**
     * Gives a run another length.
     *
     * @param after the epoch from which it goes on
     * @throws InvalidSpecException if it cannot have so many epochs
     */
    public void extend(Transaction tx, RunState run, int after, int epochs) {
        String stored = tx.first("SELECT spec FROM run WHERE id = ?", row -> row.getString("spec"), run.key())
                .orElseThrow();
        RunSpec spec = SpecJson.readStoredRun(stored).extended(epochs, after);
        tx.update(
                EXTEND,
                SpecJson.writeStoredRun(spec).toString(),
                SpecParameters.of(spec).toString(),
                epochs,
                run.key());
        RunParameters.replace(tx, run.id().value());
    }

    public Checkpoints checkpoints(Transaction tx, RunState run) {
        return tx.first(CHECKPOINTS, RunRepository::readCheckpoints, MetricNames.VALIDATION_LOSS, run.key())
                .orElse(Checkpoints.NONE);
    }

    private static Checkpoints readCheckpoints(ResultSet row) throws SQLException {
        int newest = row.getInt("newest");
        int best = row.getInt("best");
        return new Checkpoints(newest, best == 0 ? newest : Math.min(best, newest));
    }

    public void countLostAttempt(Transaction tx, RunState run) {
        progress.countLostAttempt(tx, run.key());
    }

    public void requestCancel(Transaction tx, RunState run, Instant now) {
        tx.update(REQUEST_CANCEL, now, tx.change(), run.key());
        tx.changed(run.id());
    }

    /** Running runs whose workers were told to stop before this time. */
    public List<RunState> cancelOverdue(Transaction tx, Instant toldBefore) {
        return tx.query(CANCEL_OVERDUE, RunRepository::read, toldBefore);
    }

    /** Puts the run's start to where its first attempt's has turned out to be. */
    public void beginEarlier(Transaction tx, RunState run, Instant believed, Instant start) {
        if (start.isBefore(believed)) tx.update(BEGIN_EARLIER, start, run.key(), believed);
    }

    public List<RunState> ofExperiment(Transaction tx, long experimentKey) {
        return tx.query(
                "SELECT " + COLUMNS + "WHERE experiment_id = ? ORDER BY id", RunRepository::read, experimentKey);
    }

    /** The run goes when it has ended. */
    public void requestDelete(Transaction tx, RunState run) {
        tx.update("UPDATE run SET delete_requested = true WHERE id = ?", run.key());
    }

    /** The experiment goes with its last run. */
    public void requestDeletion(Transaction tx, long experimentKey) {
        tx.update("UPDATE experiment SET delete_requested = true WHERE id = ?", experimentKey);
    }

    /** Deletes the experiment if that was asked for and no run of it is left; returns whether it is gone. */
    public boolean deleteEmptyExperiment(Transaction tx, long experimentKey) {
        tx.update(DELETE_EMPTY_EXPERIMENT, experimentKey);
        return tx.first("SELECT id FROM experiment WHERE id = ?", row -> row.getLong(1), experimentKey)
                .isEmpty();
    }

    /** Deletes the run with all that belongs to it, and returns the key of its experiment. */
    public long delete(Transaction tx, RunState run, Instant now) {
        long experiment = tx.first(DELETE, row -> row.getLong(1), run.key()).orElseThrow();
        tx.update(REMEMBER_DELETED, run.id().value(), now, tx.change());
        tx.changed(run.id());
        return experiment;
    }

    private static String column(RunStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static RunState read(ResultSet row) throws SQLException {
        long owner = row.getLong("owner_attempt");
        OptionalLong ownerAttempt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(owner);
        return new RunState(
                row.getLong("id"),
                new RunId(row.getString("run_id")),
                RunStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBoolean("cancel_requested"),
                row.getBoolean("pause_requested"),
                row.getBoolean("delete_requested"),
                ownerAttempt,
                row.getInt("attempt_count"),
                row.getInt("restarts"),
                row.getInt("lost_attempts"),
                Origin.ofColumn(row.getString("origin")));
    }
}
