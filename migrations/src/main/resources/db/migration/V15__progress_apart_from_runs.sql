-- How far a run is, which changes with each event, apart from its row, which is wide, has many indexes and hardly changes.
CREATE TABLE run_progress (
    run_id           bigint PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    epochs_completed int    NOT NULL DEFAULT 0,
    -- The greatest epoch that any attempt has completed: to get beyond it is progress, and clears lost_attempts.
    furthest_epoch   int    NOT NULL DEFAULT 0,
    -- Attempts whose worker fell silent since then.
    lost_attempts    int    NOT NULL DEFAULT 0,
    -- How far the current epoch is: epoch, step, steps, trainLoss, trainAccuracy, imagesPerSecond. JSON's null between epochs.
    progress         jsonb  NOT NULL DEFAULT 'null',
    -- Accuracy for each class after the newest epoch, in the order of the labels.
    class_accuracies jsonb  NOT NULL DEFAULT '[]',
    -- Of the newest change in this row or in what belongs to the run; run.change is that of its own row.
    change           bigint NOT NULL
) WITH (fillfactor = 70);

INSERT INTO run_progress (run_id, epochs_completed, furthest_epoch, lost_attempts, progress, class_accuracies, change)
SELECT id, epochs_completed, furthest_epoch, lost_attempts, coalesce(progress, 'null'), class_accuracies, change
FROM run
WHERE attempt_count > 0 OR epochs_completed > 0 OR lost_attempts > 0;

CREATE INDEX run_progress_by_change ON run_progress (change);

ALTER TABLE run
    DROP COLUMN epochs_completed,
    DROP COLUMN furthest_epoch,
    DROP COLUMN lost_attempts,
    DROP COLUMN progress,
    DROP COLUMN class_accuracies;

-- Looking for run and metric of each point again took two thirds of the time that its row takes. The names of metrics stay for good, and
-- the statement that stores points finds both; what goes with a run goes by a trigger, as it went by the key.
ALTER TABLE metric_point
    DROP CONSTRAINT metric_point_metric_id_fkey,
    DROP CONSTRAINT metric_point_run_id_fkey;

CREATE FUNCTION delete_points() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM metric_point WHERE run_id = OLD.id;
    RETURN NULL;
END $$;

CREATE TRIGGER run_delete_points AFTER DELETE ON run
    FOR EACH ROW EXECUTE FUNCTION delete_points();

ANALYZE run_progress;
