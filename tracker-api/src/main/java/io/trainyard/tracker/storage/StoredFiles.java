package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What workers have sent, and who may: rows that no browser sees, written outside of the order of changes. */
public final class StoredFiles {
    private static final String OWNERSHIP = """
            SELECT r.owner_attempt IS NOT DISTINCT FROM a.id AND r.status = 'running'
            FROM attempt a
            JOIN run r ON r.id = a.run_id
            WHERE r.run_id = ? AND a.attempt_id = ?
            """;

    // The lock lasts until the row is written: the run cannot pass on or end in between.
    private static final String OWNED_RUN = """
            SELECT r.id
            FROM run r
            JOIN attempt a ON a.id = r.owner_attempt
            WHERE r.run_id = ? AND a.attempt_id = ? AND r.status = 'running'
            FOR SHARE OF r
            """;

    private static final String PUT = """
            INSERT INTO stored_file (run_id, attempt, name, bytes, sha256, stored_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id, attempt, name) DO UPDATE
            SET bytes = excluded.bytes, sha256 = excluded.sha256, stored_at = excluded.stored_at
            """;

    private static final String DELETE = """
            DELETE FROM stored_file f
            USING run r
            WHERE r.id = f.run_id AND r.run_id = ? AND f.attempt = ? AND f.name = ?
            """;

    private static final String OF_RUN = """
            SELECT f.attempt, f.name, f.bytes, f.sha256
            FROM stored_file f
            JOIN run r ON r.id = f.run_id
            WHERE r.run_id = ?
            ORDER BY f.attempt, f.name
            """;

    private static final String HELD = """
            SELECT count(*) AS files, COALESCE(sum(f.bytes), 0) AS bytes
            FROM stored_file f
            JOIN run r ON r.id = f.run_id
            WHERE r.run_id = ?
            """;

    private final Database database;

    public StoredFiles(Database database) {
        this.database = database;
    }

    /** A file as it was sent. */
    public record Row(String attempt, String name, long bytes, String sha256) {}

    /** What a run has. */
    public record Held(int files, long bytes) {}

    /** Whether the attempt owns its run now; empty if there is no such attempt at this run. */
    public Optional<Boolean> isOwner(RunId run, AttemptId attempt) {
        return database.read(tx -> tx.first(OWNERSHIP, row -> row.getBoolean(1), run.value(), attempt.value()));
    }

    /** Notes a file of the run's owner; false if the attempt owns the run no more. */
    public boolean put(RunId run, Row file) {
        return database.beside(tx -> {
            Optional<Long> key = tx.first(OWNED_RUN, row -> row.getLong(1), run.value(), file.attempt());
            key.ifPresent(id -> tx.update(PUT, id, file.attempt(), file.name(), file.bytes(), file.sha256(), tx.now()));
            return key.isPresent();
        });
    }

    /** Forgets a file of the run's owner; false if the attempt owns the run no more. */
    public boolean deleteOwn(RunId run, AttemptId attempt, String name) {
        return database.beside(tx -> {
            boolean owns = tx.first(OWNED_RUN, row -> row.getLong(1), run.value(), attempt.value())
                    .isPresent();
            if (owns) tx.update(DELETE, run.value(), attempt.value(), name);
            return owns;
        });
    }

    /** Forgets a file, whoever owns the run. */
    public void delete(RunId run, String attempt, String name) {
        database.beside(tx -> tx.update(DELETE, run.value(), attempt, name));
    }

    public List<Row> of(RunId run) {
        return database.read(tx -> tx.query(OF_RUN, StoredFiles::row, run.value()));
    }

    public Held held(RunId run) {
        return database.read(
                        tx -> tx.first(HELD, row -> new Held(row.getInt("files"), row.getLong("bytes")), run.value()))
                .orElseThrow();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getString("attempt"), row.getString("name"), row.getLong("bytes"), row.getString("sha256"));
    }
}
