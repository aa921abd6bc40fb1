package io.trainyard.tracker.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Finds the files that runs leave. */
public final class ArtifactQueries {
    private static final String FIND = """
            SELECT f.media_type, f.path, f.bytes, f.sha256
            FROM artifact f
            JOIN run r ON r.id = f.run_id
            WHERE r.run_id = ?
              AND f.name = ?
            """;

    private ArtifactQueries() {}

    /**
     * Where a file is and what it is.
     *
     * @param path relative to the folder of artifacts
     * @param sha256 digest of its content, in hexadecimal digits; empty if a worker of an earlier version left it
     */
    public record Artifact(String mediaType, String path, long bytes, Optional<String> sha256) {}

    public static Optional<Artifact> find(Transaction tx, String run, String name) {
        return tx.first(FIND, ArtifactQueries::artifact, run, name);
    }

    private static Artifact artifact(ResultSet row) throws SQLException {
        return new Artifact(
                row.getString("media_type"),
                row.getString("path"),
                row.getLong("bytes"),
                Optional.ofNullable(row.getString("sha256")));
    }
}
