-- What an attempt has reported and its run does not show: epochs beyond the checkpoint that a later attempt went on from, and
-- whatever is reported by an attempt that does not own the run. The history that is shown, the owner's chain, stays in
-- metric_point, each epoch once: what each owner has contributed from the epoch on that it resumed from.
CREATE TABLE superseded_point (
    run_id    bigint           NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    metric_id smallint         NOT NULL REFERENCES metric (id),
    epoch     int              NOT NULL,
    -- The attempt's number within the run.
    attempt   int              NOT NULL,
    value     double precision NOT NULL,
    at        timestamptz      NOT NULL,
    PRIMARY KEY (run_id, metric_id, epoch, attempt)
);

-- The start by the worker's clock, beside started_at by the database's: spans are told by the one, their place by the other.
ALTER TABLE attempt
    ADD COLUMN worker_started_at timestamptz;

UPDATE attempt
SET worker_started_at = started_at;

ALTER TABLE attempt
    ALTER COLUMN worker_started_at SET NOT NULL;

ALTER TABLE run
    -- The greatest epoch that any attempt has completed: to get beyond it is progress, and clears lost_attempts.
    ADD COLUMN furthest_epoch int NOT NULL DEFAULT 0,
    -- When the worker was told to stop; after a while the run ends without its answer.
    ADD COLUMN cancel_requested_at timestamptz,
    -- To be deleted as soon as it has ended.
    ADD COLUMN delete_requested boolean NOT NULL DEFAULT false;

UPDATE run
SET furthest_epoch = epochs_completed,
    cancel_requested_at = CASE WHEN cancel_requested THEN now() END;

CREATE INDEX run_being_cancelled ON run (cancel_requested_at) WHERE status = 'running' AND cancel_requested;

ALTER TABLE experiment
    ADD COLUMN delete_requested boolean NOT NULL DEFAULT false;

-- When the files of a deleted run were removed; null while that is still to be done.
ALTER TABLE deleted_run
    ADD COLUMN files_removed_at timestamptz;

CREATE INDEX deleted_run_with_files ON deleted_run (run_id) WHERE files_removed_at IS NULL;

-- What the database has said about a record is for the log, not for whoever reads the list.
UPDATE quarantine
SET reason = 'cannot be applied'
WHERE reason LIKE 'cannot be applied: %';
