-- Runs that were moved out of an experiment, so that an open browser that shows it hears of it.
CREATE TABLE moved_run (
    run_id        bigint NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    -- The one that it has left.
    experiment_id bigint NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    change        bigint NOT NULL,
    PRIMARY KEY (run_id, experiment_id)
);
CREATE INDEX moved_run_by_change ON moved_run (change);
CREATE INDEX moved_run_by_experiment ON moved_run (experiment_id);
