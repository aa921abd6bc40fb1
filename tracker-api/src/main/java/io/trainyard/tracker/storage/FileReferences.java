package io.trainyard.tracker.storage;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which files a run refers to. */
public final class FileReferences {
    private static final String FIND = """
            SELECT r.status,
                   o.attempt_id AS owner,
                   (SELECT c.path FROM checkpoint c WHERE c.run_id = r.id) AS newest_checkpoint,
                   ARRAY(SELECT f.path FROM artifact f WHERE f.run_id = r.id) AS artifacts
            FROM run r
            LEFT JOIN attempt o ON o.id = r.owner_attempt
            WHERE r.run_id = ?
            """;

    private FileReferences() {}

    /**
     * What decides which of a run's files are of use.
     *
     * @param owner id of the attempt that trains it now
     * @param newestCheckpoint path of the checkpoint that was reported last
     * @param artifacts paths of what the run leaves
     */
    public record OfRun(
            RunStatus status, Optional<String> owner, Optional<String> newestCheckpoint, Set<String> artifacts) {
        public OfRun {
            artifacts = Set.copyOf(artifacts);
        }
    }

    /** Empty if there is no such run. */
    public static Optional<OfRun> find(Transaction tx, RunId run) {
        return tx.first(FIND, FileReferences::read, run.value());
    }

    private static OfRun read(ResultSet row) throws SQLException {
        String[] artifacts = (String[]) row.getArray("artifacts").getArray();
        return new OfRun(
                RunStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("owner")),
                Optional.ofNullable(row.getString("newest_checkpoint")),
                new HashSet<>(Arrays.asList(artifacts)));
    }
}
