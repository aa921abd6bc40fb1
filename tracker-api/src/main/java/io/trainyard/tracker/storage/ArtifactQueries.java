package io.trainyard.tracker.storage;

import java.util.Optional;

/** Finds the files that runs leave. */
public final class ArtifactQueries {
    private static final String FIND = """
            SELECT f.media_type, f.path
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
     */
    public record Artifact(String mediaType, String path) {}

    public static Optional<Artifact> find(Transaction tx, String run, String name) {
        return tx.first(FIND, row -> new Artifact(row.getString("media_type"), row.getString("path")), run, name);
    }
}
