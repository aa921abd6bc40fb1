package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.contract.wire.SpecParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs and their life cycle. Every change stamps the run with the transaction's number. */
public final class RunRepository {
    private static final String INSERT = """
            INSERT INTO run (run_id, experiment_id, name, spec, parameters, priority, created_at, epochs, change)
            VALUES (?, ?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?, ?, ?, ?)
            """;

    private static final String COLUMNS =
            "id, run_id, status, cancel_requested, owner_attempt, attempt_count, lost_attempts FROM run ";

    private static final String COUNT_ATTEMPT = """
            UPDATE run
            SET attempt_count = attempt_count + 1, change = ?
            WHERE id = ?
            """;

    // What the attempt before this one had not finished is not how far the run is now.
    private static final String OWN = """
            UPDATE run
            SET owner_attempt = ?, status = 'running', progress = NULL, started_at = COALESCE(started_at, ?)
            WHERE id = ?
            """;

    private static final String PROGRESS = """
            UPDATE run
            SET progress = CAST(? AS jsonb), change = ?
            WHERE id = ?
            """;

    // A resumed attempt reports the epochs of its checkpoint again: they must not set the run back.
    private static final String COMPLETE_EPOCH = """
            UPDATE run
            SET class_accuracies = CASE WHEN ? > epochs_completed THEN CAST(? AS jsonb) ELSE class_accuracies END,
                epochs_completed = GREATEST(epochs_completed, ?),
                progress = NULL,
                change = ?
            WHERE id = ?
            """;

    private static final String END = """
            UPDATE run
            SET status = ?, ended_at = GREATEST(started_at, created_at, ?), failure_kind = ?, failure_message = ?,
                owner_attempt = NULL, progress = NULL, change = ?
            WHERE id = ?
            """;

    private static final String REQUEUE = """
            UPDATE run
            SET status = 'queued', owner_attempt = NULL, progress = NULL, dispatched_at = ?, change = ?
            WHERE id = ?
            """;

    private static final String COUNT_LOST = """
            UPDATE run
            SET lost_attempts = lost_attempts + 1
            WHERE id = ?
            """;

    private static final String REQUEST_CANCEL = """
            UPDATE run
            SET cancel_requested = true, change = ?
            WHERE id = ?
            """;

    private static final String REMEMBER_DELETED = """
            INSERT INTO deleted_run (run_id, deleted_at, change)
            VALUES (?, ?, ?)
            """;

    private static final String TOUCH = """
            UPDATE run
            SET change = ?
            WHERE id = ?
            """;

    /** A run to store, with the id that it was given. */
    public record NewRun(RunId id, RunSpec spec) {}

    public void create(Transaction tx, long experimentKey, int priority, List<NewRun> runs, Instant now) {
        tx.batch(
                INSERT,
                runs.stream()
                        .map(run -> new @Nullable Object[] {
                            run.id().value(),
                            experimentKey,
                            run.spec().name(),
                            SpecJson.writeStoredRun(run.spec()).toString(),
                            SpecParameters.of(run.spec()).toString(),
                            priority,
                            now,
                            run.spec().epochs(),
                            tx.change()
                        })
                        .toList());
        runs.forEach(run -> tx.changed(run.id()));
    }

    public Optional<RunState> find(Transaction tx, RunId id) {
        return tx.first("SELECT " + COLUMNS + "WHERE run_id = ?", RunRepository::read, id.value());
    }

    public Optional<RunState> find(Transaction tx, long key) {
        return tx.first("SELECT " + COLUMNS + "WHERE id = ?", RunRepository::read, key);
    }

    public void countAttempt(Transaction tx, RunState run) {
        tx.update(COUNT_ATTEMPT, tx.change(), run.key());
        tx.changed(run.id());
    }

    /** From now on the events of this attempt count. */
    public void own(Transaction tx, RunState run, long attemptKey, Instant startedAt) {
        tx.update(OWN, attemptKey, startedAt, run.key());
        touch(tx, run);
    }

    public void progress(Transaction tx, RunState run, JsonNode progress) {
        tx.update(PROGRESS, progress.toString(), tx.change(), run.key());
        tx.changed(run.id());
    }

    public void completeEpoch(Transaction tx, RunState run, EpochCompleted event) {
        String accuracies = event.classAccuracies().toString();
        tx.update(COMPLETE_EPOCH, event.epoch(), accuracies, event.epoch(), tx.change(), run.key());
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
        tx.update(REQUEUE, null, tx.change(), run.key());
        tx.changed(run.id());
    }

    /** The run is in the workers' queue again, because its worker gave the request back. */
    public void requeueDispatched(Transaction tx, RunState run, Instant now) {
        tx.update(REQUEUE, now, tx.change(), run.key());
        tx.changed(run.id());
    }

    public void countLostAttempt(Transaction tx, RunState run) {
        tx.update(COUNT_LOST, run.key());
    }

    public void requestCancel(Transaction tx, RunState run) {
        tx.update(REQUEST_CANCEL, tx.change(), run.key());
        tx.changed(run.id());
    }

    public void delete(Transaction tx, RunState run, Instant now) {
        tx.update("DELETE FROM run WHERE id = ?", run.key());
        tx.update(REMEMBER_DELETED, run.id().value(), now, tx.change());
        tx.changed(run.id());
    }

    public void touch(Transaction tx, RunState run) {
        tx.update(TOUCH, tx.change(), run.key());
        tx.changed(run.id());
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
                ownerAttempt,
                row.getInt("attempt_count"),
                row.getInt("lost_attempts"));
    }
}
