package io.trainyard.tracker.storage;

import io.trainyard.contract.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what people change of runs and experiments to find their way among them. */
public final class EditRepository {
    private static final String EDIT_RUNS = """
            UPDATE run
            SET name = COALESCE(?, name), note = COALESCE(?, note), starred = COALESCE(?, starred),
                archived_at = CASE CAST(? AS boolean) WHEN true THEN COALESCE(archived_at, ?) WHEN false THEN NULL
                                                      ELSE archived_at END,
                priority = COALESCE(?, priority), change = ?
            WHERE run_id = ANY (?)
            RETURNING run_id
            """;

    private static final String EDIT_EXPERIMENT = """
            UPDATE experiment
            SET name = COALESCE(?, name), description = COALESCE(?, description), starred = COALESCE(?, starred),
                archived_at = CASE CAST(? AS boolean) WHEN true THEN COALESCE(archived_at, ?) WHEN false THEN NULL
                                                      ELSE archived_at END,
                priority = COALESCE(?, priority), max_running = NULLIF(COALESCE(?, max_running), 0)
            WHERE experiment_id = ?
            """;

    // The runs are shown with the name of their experiment, and wait with its priority.
    private static final String STAMP_RUNS = """
            UPDATE run
            SET priority = COALESCE(?, priority), change = ?
            WHERE experiment_id = (SELECT id FROM experiment WHERE experiment_id = ?)
            RETURNING run_id
            """;

    private static final String TAG_RUNS = """
            INSERT INTO run_tag (run_id, name, value)
            SELECT id, ?, ?
            FROM run
            WHERE run_id = ANY (?)
            ON CONFLICT (run_id, name) DO UPDATE SET value = excluded.value
            """;

    private static final String UNTAG_RUNS = """
            DELETE FROM run_tag
            WHERE name = ? AND run_id IN (SELECT id FROM run WHERE run_id = ANY (?))
            """;

    private static final String OVERTAGGED = """
            SELECT r.run_id
            FROM run r
            WHERE r.run_id = ANY (?) AND (SELECT count(*) FROM run_tag t WHERE t.run_id = r.id) > ?
            LIMIT 1
            """;

    private static final String TAG_EXPERIMENT = """
            INSERT INTO experiment_tag (experiment_id, name, value)
            SELECT id, ?, ?
            FROM experiment
            WHERE experiment_id = ?
            ON CONFLICT (experiment_id, name) DO UPDATE SET value = excluded.value
            """;

    private static final String UNTAG_EXPERIMENT = """
            DELETE FROM experiment_tag
            WHERE name = ? AND experiment_id = (SELECT id FROM experiment WHERE experiment_id = ?)
            """;

    private static final String NAMESAKE = """
            SELECT other.run_id
            FROM run r
            JOIN run other ON other.experiment_id = r.experiment_id AND other.id <> r.id
            WHERE r.run_id = ? AND other.name = ?
            LIMIT 1
            """;

    /** Another run of the same experiment that has this name. */
    public Optional<String> namesake(Transaction tx, String run, String name) {
        return tx.first(NAMESAKE, row -> row.getString(1), run, name);
    }

    /** Changes these runs and returns how many there are of them. */
    public int runs(Transaction tx, List<String> ids, Edit edit) {
        String[] some = ids.toArray(String[]::new);
        List<String> changed = tx.query(
                EDIT_RUNS,
                row -> row.getString(1),
                orNull(edit.name()),
                orNull(edit.note()),
                orNull(edit.starred()),
                orNull(edit.archived()),
                tx.now(),
                orNull(edit.priority()),
                tx.change(),
                some);
        edit.tags().forEach((name, value) -> {
            if (value.isPresent()) tx.update(TAG_RUNS, name, value.get(), some);
            else tx.update(UNTAG_RUNS, name, some);
        });
        changed.forEach(id -> tx.changed(new RunId(id)));
        return changed.size();
    }

    /** One of the runs that has more tags than it may have. */
    public Optional<String> overtagged(Transaction tx, List<String> ids) {
        return tx.first(OVERTAGGED, row -> row.getString(1), ids.toArray(String[]::new), Edit.MAX_TAGS);
    }

    /** Changes an experiment; returns whether there is one. */
    public boolean experiment(Transaction tx, String id, Edit edit, Instant now) {
        int changed = tx.update(
                EDIT_EXPERIMENT,
                orNull(edit.name()),
                orNull(edit.note()),
                orNull(edit.starred()),
                orNull(edit.archived()),
                now,
                orNull(edit.priority()),
                orNull(edit.maxRunning()),
                id);
        edit.tags().forEach((name, value) -> {
            if (value.isPresent()) tx.update(TAG_EXPERIMENT, name, value.get(), id);
            else tx.update(UNTAG_EXPERIMENT, name, id);
        });
        if (edit.name().isPresent() || edit.priority().isPresent())
            tx.query(STAMP_RUNS, row -> row.getString(1), orNull(edit.priority()), tx.change(), id)
                    .forEach(run -> tx.changed(new RunId(run)));
        return changed > 0;
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
