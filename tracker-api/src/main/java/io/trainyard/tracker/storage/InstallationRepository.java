package io.trainyard.tracker.storage;

import io.trainyard.contract.InstallationId;

/** Which installation this database is the memory of: made with the schema, and never changed. */
public final class InstallationRepository {
    private static final String FIND = """
            SELECT id
            FROM installation
            """;

    public InstallationId find(Transaction tx) {
        return tx.first(FIND, row -> new InstallationId(row.getString("id"))).orElseThrow();
    }
}
