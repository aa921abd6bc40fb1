package io.trainyard.tracker.storage;

import io.trainyard.contract.RunId;
import java.util.List;

/** Runs that are gone and whose files may still be there. */
public final class DeletedRunRepository {
    private static final String WITH_FILES = """
            SELECT run_id
            FROM deleted_run
            WHERE files_removed_at IS NULL
            ORDER BY run_id
            LIMIT ?
            """;

    private static final String FILES_REMOVED = """
            UPDATE deleted_run
            SET files_removed_at = ?
            WHERE run_id = ANY (?)
            """;

    public List<RunId> withFiles(Transaction tx, int limit) {
        return tx.query(WITH_FILES, row -> new RunId(row.getString(1)), limit);
    }

    public void filesRemoved(Transaction tx, List<RunId> runs) {
        tx.update(FILES_REMOVED, tx.now(), runs.stream().map(RunId::value).toArray(String[]::new));
    }
}
