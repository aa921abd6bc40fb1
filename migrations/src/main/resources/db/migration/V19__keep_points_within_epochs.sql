-- Points of curves within epochs: those of one metric of one epoch lie together in a row that grows while the epoch is trained, so
-- that a hundred points cost what one would. Of each row a chart can take the summary instead of the points.
CREATE TABLE step_chunk (
    run_id        bigint             NOT NULL,
    metric_id     smallint           NOT NULL,
    epoch         int                NOT NULL,
    -- The attempt's number within the run.
    attempt       int                NOT NULL,
    -- Whether the points are of the run's history, which is the owners' chain, or of an attempt that was superseded.
    shown         boolean            NOT NULL,
    -- Of the whole epoch.
    steps         int                NOT NULL,
    -- The steps after which the points were measured, growing; when, in ms since 1970; and their values.
    places        int[]              NOT NULL,
    millis        bigint[]           NOT NULL,
    measured      double precision[] NOT NULL,
    points        int                NOT NULL,
    last          double precision   NOT NULL,
    min           double precision   NOT NULL,
    max           double precision   NOT NULL,
    -- Of the newest points, which begin at tail_from, and of those before them: who has seen these wants only the tail.
    change        bigint             NOT NULL,
    change_before bigint             NOT NULL DEFAULT 0,
    tail_from     int                NOT NULL DEFAULT 1,
    PRIMARY KEY (run_id, metric_id, epoch, attempt)
) WITH (fillfactor = 80);

CREATE INDEX step_chunk_by_change ON step_chunk (run_id, change);

-- As for metric_point, there is no foreign key to look for: what goes with a run goes by the trigger.
CREATE OR REPLACE FUNCTION delete_points() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM metric_point WHERE run_id = OLD.id;
    DELETE FROM step_chunk WHERE run_id = OLD.id;
    RETURN NULL;
END $$;
