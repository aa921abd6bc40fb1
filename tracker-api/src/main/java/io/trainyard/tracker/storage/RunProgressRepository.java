package io.trainyard.tracker.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How far runs are: what changes with each event, in a narrow row of its own. */
public final class RunProgressRepository {
    /** Stands in its column for a run that is between two epochs. */
    private static final String NONE = "null";

    // A resumed attempt reports the epochs of its checkpoint again: they must not set the run back. An epoch that no
    // attempt had reached before is progress: workers that fell silent before it are forgiven. A run may have been
    // deleted by what came
    // after its event.
    private static final String ADVANCE = """
            INSERT INTO run_progress (run_id, epochs_completed, furthest_epoch, class_accuracies, progress, change)
            SELECT run.id, given.epoch, given.epoch, CAST(given.accuracies AS jsonb), CAST(given.progress AS jsonb), ?
            FROM unnest(?, ?, ?, ?) AS given (run_id, epoch, accuracies, progress)
            JOIN run ON run.id = given.run_id
            ORDER BY run.id
            ON CONFLICT (run_id) DO UPDATE
            SET class_accuracies = CASE WHEN excluded.epochs_completed >= GREATEST(1, run_progress.epochs_completed)
                                        THEN excluded.class_accuracies ELSE run_progress.class_accuracies END,
                epochs_completed = GREATEST(run_progress.epochs_completed, excluded.epochs_completed),
                lost_attempts = CASE WHEN excluded.furthest_epoch > run_progress.furthest_epoch
                                     THEN 0 ELSE run_progress.lost_attempts END,
                furthest_epoch = GREATEST(run_progress.furthest_epoch, excluded.furthest_epoch),
                progress = excluded.progress,
                change = excluded.change
            """;

    private static final String TOUCH = """
            INSERT INTO run_progress (run_id, change)
            SELECT run.id, ?
            FROM run
            WHERE run.id = ANY (?)
            ORDER BY run.id
            ON CONFLICT (run_id) DO UPDATE
            SET change = excluded.change
            """;

    // What the attempt before this one has done beyond the checkpoint is not how far the run is now.
    private static final String BEGIN = """
            UPDATE run_progress
            SET progress = 'null',
                class_accuracies = CASE WHEN epochs_completed > ? THEN '[]' ELSE class_accuracies END,
                epochs_completed = LEAST(epochs_completed, ?),
                change = ?
            WHERE run_id = ?
            """;

    // Epochs are counted where the client says in which it is.
    private static final String HEAR = """
            INSERT INTO run_progress (run_id, epochs_completed, furthest_epoch, heard_at, change)
            SELECT given.run_id, given.epoch, given.epoch, ?, ?
            FROM unnest(?, ?) AS given (run_id, epoch)
            ORDER BY given.run_id
            ON CONFLICT (run_id) DO UPDATE
            SET epochs_completed = GREATEST(run_progress.epochs_completed, excluded.epochs_completed),
                furthest_epoch = GREATEST(run_progress.furthest_epoch, excluded.furthest_epoch),
                heard_at = excluded.heard_at,
                change = excluded.change
            """;

    private static final String GO_ON = """
            UPDATE run_progress
            SET epochs_completed = COALESCE((SELECT floor(max(m.in_epoch))
                                             FROM metric_point m
                                             WHERE m.run_id = run_progress.run_id), 0),
                heard_at = ?,
                change = ?
            WHERE run_id = ?
            """;

    private static final String COUNT_LOST = """
            INSERT INTO run_progress (run_id, lost_attempts, change)
            VALUES (?, 1, ?)
            ON CONFLICT (run_id) DO UPDATE
            SET lost_attempts = run_progress.lost_attempts + 1
            """;

    private static final String FORGIVE = """
            UPDATE run_progress
            SET lost_attempts = 0
            WHERE run_id = ?
            """;

    /**
     * What the owner of a run has reported.
     *
     * @param run key of its row
     * @param epoch greatest that was completed; 0 for none
     * @param classAccuracies after it, as JSON
     * @param current how far the epoch after it is, as JSON; null if nothing is known of one
     */
    public record Progress(
            long run,
            int epoch,
            String classAccuracies,
            @Nullable String current) {
        /** What was reported later. */
        public Progress then(Progress later) {
            boolean newer = later.epoch > 0 && later.epoch >= epoch;
            return new Progress(
                    run, Math.max(epoch, later.epoch), newer ? later.classAccuracies : classAccuracies, later.current);
        }
    }

    /** Stores how far runs have come. */
    public void advance(Transaction tx, Collection<Progress> runs) {
        if (runs.isEmpty()) return;
        List<Progress> list = List.copyOf(runs);
        tx.update(
                ADVANCE,
                tx.change(),
                column(list, Progress::run).toArray(Long[]::new),
                column(list, Progress::epoch).toArray(Integer[]::new),
                column(list, Progress::classAccuracies).toArray(String[]::new),
                column(list, progress -> progress.current() == null ? NONE : progress.current())
                        .toArray(String[]::new));
    }

    /**
     * The clients of these runs were heard of.
     *
     * @param runs by key the greatest epoch that was completed; 0 where none is known
     */
    public void hear(Transaction tx, Map<Long, Integer> runs, Instant at) {
        if (runs.isEmpty()) return;
        List<Long> keys = List.copyOf(runs.keySet());
        tx.update(
                HEAR,
                at,
                tx.change(),
                keys.toArray(Long[]::new),
                keys.stream().map(runs::get).toArray(Integer[]::new));
    }

    /** A client goes on from the points that are left. */
    public void goOn(Transaction tx, long run, Instant at) {
        tx.update(GO_ON, at, tx.change(), run);
    }

    private static <T> List<T> column(List<Progress> runs, Function<Progress, T> value) {
        return runs.stream().map(value).toList();
    }

    /** Notes that something that belongs to these runs is new. */
    public void touch(Transaction tx, Collection<Long> runs) {
        if (!runs.isEmpty()) tx.update(TOUCH, tx.change(), runs.toArray(Long[]::new));
    }

    /** An attempt goes on from an epoch; what was done beyond it does not count. */
    public void begin(Transaction tx, long run, int resumedFromEpoch) {
        tx.update(BEGIN, resumedFromEpoch, resumedFromEpoch, tx.change(), run);
    }

    /** Workers that fell silent over the run do not count any more. */
    public void forgive(Transaction tx, long run) {
        tx.update(FORGIVE, run);
    }

    public void countLostAttempt(Transaction tx, long run) {
        tx.update(COUNT_LOST, run, tx.change());
    }
}
