-- A run can wait until somebody has it go on, and one that has ended can be begun anew.
ALTER TABLE run
    DROP CONSTRAINT run_status_check;

ALTER TABLE run
    ADD CONSTRAINT run_status_check
    CHECK (status IN ('queued', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    -- To be paused as soon as its worker has ended the epoch.
    ADD COLUMN pause_requested boolean NOT NULL DEFAULT false,
    -- How often it was begun anew; attempts up to the number restart_after were made before the newest time, and their checkpoints
    -- count up to the epoch restart_epoch.
    ADD COLUMN restarts        int     NOT NULL DEFAULT 0,
    ADD COLUMN restart_epoch   int     NOT NULL DEFAULT 0,
    ADD COLUMN restart_after   int     NOT NULL DEFAULT 0;
