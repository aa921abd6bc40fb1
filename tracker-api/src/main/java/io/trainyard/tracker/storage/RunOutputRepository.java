package io.trainyard.tracker.storage;

import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.tracker.lifecycle.RunState;
import java.time.Instant;

/** What a run leaves beside its metrics: lines of log, its newest checkpoint and artifacts. */
public final class RunOutputRepository {
    private static final String INSERT_LOG = """
            INSERT INTO log_line (run_id, attempt, at, level, message, change)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String UPSERT_CHECKPOINT = """
            INSERT INTO checkpoint (run_id, epoch, path, bytes, saved_at, sha256, attempt)
            VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?)
            ON CONFLICT (run_id) DO UPDATE
            SET epoch = excluded.epoch, path = excluded.path, bytes = excluded.bytes, saved_at = excluded.saved_at,
                sha256 = excluded.sha256, attempt = excluded.attempt
            """;

    private static final String UPSERT_ARTIFACT = """
            INSERT INTO artifact (run_id, name, media_type, path, bytes, saved_at, sha256, epoch, attempt)
            VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, 0), ?)
            ON CONFLICT (run_id, name) DO UPDATE
            SET media_type = excluded.media_type, path = excluded.path, bytes = excluded.bytes,
                saved_at = excluded.saved_at, sha256 = excluded.sha256, epoch = excluded.epoch,
                attempt = excluded.attempt
            """;

    /** A line of a run's log, said by an attempt or about it. */
    public record LogLine(int attempt, Instant at, LogLevel level, String message) {}

    public void log(Transaction tx, RunState run, LogLine line) {
        String level = SpecJson.wireName(line.level());
        tx.update(INSERT_LOG, run.key(), line.attempt(), line.at(), level, line.message(), tx.change());
        tx.changed(run.id());
    }

    public void checkpoint(Transaction tx, RunState run, int attempt, CheckpointSaved event, Instant at) {
        tx.update(
                UPSERT_CHECKPOINT, run.key(), event.epoch(), event.path(), event.bytes(), at, event.sha256(), attempt);
    }

    public void artifact(Transaction tx, RunState run, int attempt, ArtifactSaved event, Instant at) {
        tx.update(
                UPSERT_ARTIFACT,
                run.key(),
                event.name(),
                event.mediaType(),
                event.path(),
                event.bytes(),
                at,
                event.sha256(),
                event.epoch(),
                attempt);
    }
}
