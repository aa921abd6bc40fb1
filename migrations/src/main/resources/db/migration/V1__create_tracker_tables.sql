-- The tracker's tables. Kafka carries what happened; these rows are what the tracker has made of it.
--
-- Rows refer to one another by narrow numeric ids; what crosses a process boundary is the text id beside them.

-- One row. Every transaction that writes takes the next number as its first step and stamps its rows with it. The row lock,
-- held until commit, makes the numbers appear in the order of the commits, so a stream that asks for rows with a greater
-- number never overlooks one that was committed late; and writers wait here, one after another, instead of in deadlocks.
CREATE TABLE change_counter (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    value    bigint  NOT NULL
);
INSERT INTO change_counter (value) VALUES (0);

CREATE TABLE experiment (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    experiment_id text        NOT NULL UNIQUE,
    name          text        NOT NULL,
    description   text        NOT NULL DEFAULT '',
    -- Runs of a higher one are handed out first.
    priority      int         NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL
);

CREATE TABLE run (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id           text        NOT NULL UNIQUE,
    experiment_id    bigint      NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    name             text        NOT NULL,
    spec             jsonb       NOT NULL,
    -- The specification as a flat table, for sorting, searching and comparing.
    parameters       jsonb       NOT NULL,
    -- Copied from the experiment, so that one index gives the order of the queue.
    priority         int         NOT NULL DEFAULT 0,
    status           text        NOT NULL DEFAULT 'queued'
                     CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    cancel_requested boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    ended_at         timestamptz,
    epochs           int         NOT NULL,
    epochs_completed int         NOT NULL DEFAULT 0,
    -- How far the current epoch is: epoch, step, steps, trainLoss, trainAccuracy, imagesPerSecond.
    progress         jsonb,
    -- Accuracy for each class after the newest epoch, in the order of the labels.
    class_accuracies jsonb       NOT NULL DEFAULT '[]',
    failure_kind     text,
    failure_message  text,
    -- When the run was last handed to the workers and nobody has answered yet; null while it waits in the tracker's queue.
    dispatched_at    timestamptz,
    dispatch_count   int         NOT NULL DEFAULT 0,
    -- The attempt whose events count; references attempt (id), which is created below.
    owner_attempt    bigint,
    attempt_count    int         NOT NULL DEFAULT 0,
    -- Attempts whose worker fell silent: after a few the run has failed rather than killing one worker after another.
    lost_attempts    int         NOT NULL DEFAULT 0,
    change           bigint      NOT NULL
);
CREATE INDEX run_by_experiment ON run (experiment_id, id);
CREATE INDEX run_by_change ON run (change);
CREATE INDEX run_by_status ON run (status, id);
-- The order of the queue: by priority, then age.
CREATE INDEX run_waiting ON run (priority DESC, id) WHERE status = 'queued' AND dispatched_at IS NULL;
-- Runs that are handed out and not taken yet fill the window ahead of the workers.
CREATE INDEX run_dispatched ON run (dispatched_at) WHERE status = 'queued' AND dispatched_at IS NOT NULL;

CREATE TABLE worker (
    name          text        PRIMARY KEY,
    host          text        NOT NULL,
    device        text        NOT NULL,
    version       text        NOT NULL,
    slots         int         NOT NULL,
    -- Attempts in its newest heartbeat.
    busy          int         NOT NULL,
    -- Of the host's processors, from 0 to 1; null where the system does not tell.
    load          double precision,
    state         text        NOT NULL CHECK (state IN ('live', 'stopping', 'lost')),
    first_seen_at timestamptz NOT NULL,
    -- By the tracker's clock, like every time that decides about leases.
    last_seen_at  timestamptz NOT NULL,
    change        bigint      NOT NULL
);
CREATE INDEX worker_by_change ON worker (change);

CREATE TABLE attempt (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt_id         text        NOT NULL UNIQUE,
    run_id             bigint      NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    -- From 1, in the order in which the tracker heard of them.
    number             int         NOT NULL,
    worker             text        NOT NULL,
    device             text        NOT NULL,
    state              text        NOT NULL
                       CHECK (state IN ('running', 'completed', 'failed', 'cancelled', 'released', 'lost', 'superseded')),
    started_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    resumed_from_epoch int         NOT NULL DEFAULT 0,
    -- Equal unless an event was lost on the way.
    events_received    bigint      NOT NULL DEFAULT 0,
    last_sequence      bigint      NOT NULL DEFAULT 0,
    -- The attempt counts as lost when no heartbeat has moved this on in time.
    lease_until        timestamptz NOT NULL,
    UNIQUE (run_id, number)
);
CREATE INDEX attempt_by_lease ON attempt (lease_until) WHERE state = 'running';
CREATE INDEX attempt_by_worker ON attempt (worker) WHERE state = 'running';

ALTER TABLE run
    ADD CONSTRAINT run_owner_attempt_fkey FOREIGN KEY (owner_attempt) REFERENCES attempt (id) ON DELETE SET NULL;

-- Names of metrics, so that a point carries two bytes and not a word.
CREATE TABLE metric (
    id        smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text     NOT NULL UNIQUE,
    -- 1 where a greater value is better, -1 where a smaller one is: the best point has the greatest direction * value.
    direction smallint NOT NULL DEFAULT 1 CHECK (direction IN (-1, 1))
);

-- One value of one metric after one epoch. The primary key is the idempotency key: an epoch that is delivered twice, or
-- reported again by an attempt that resumed before it, stands once. The points of a run lie in one partition, so its
-- history is read from one small index.
CREATE TABLE metric_point (
    run_id    bigint           NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    metric_id smallint         NOT NULL REFERENCES metric (id),
    epoch     int              NOT NULL,
    attempt   int              NOT NULL,
    value     double precision NOT NULL,
    at        timestamptz      NOT NULL,
    change    bigint           NOT NULL,
    PRIMARY KEY (run_id, metric_id, epoch)
) PARTITION BY HASH (run_id);
CREATE TABLE metric_point_0 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE metric_point_1 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE metric_point_2 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE metric_point_3 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE metric_point_4 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE metric_point_5 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE metric_point_6 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE metric_point_7 PARTITION OF metric_point FOR VALUES WITH (MODULUS 8, REMAINDER 7);
CREATE INDEX metric_point_by_change ON metric_point (run_id, change);

-- What tables of runs show of a metric, kept up to date while points arrive, so that a list never reads histories.
CREATE TABLE run_metric (
    run_id     bigint           NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    metric_id  smallint         NOT NULL REFERENCES metric (id),
    last       double precision NOT NULL,
    last_epoch int              NOT NULL,
    min        double precision NOT NULL,
    max        double precision NOT NULL,
    -- The smallest or the largest value, whichever is good for this metric, and the first epoch that reached it.
    best       double precision NOT NULL,
    best_epoch int              NOT NULL,
    PRIMARY KEY (run_id, metric_id)
);

CREATE TABLE log_line (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id  bigint      NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    -- The attempt's number within the run.
    attempt int         NOT NULL,
    at      timestamptz NOT NULL,
    level   text        NOT NULL CHECK (level IN ('info', 'warning', 'error')),
    message text        NOT NULL,
    change  bigint      NOT NULL
);
CREATE INDEX log_line_by_run ON log_line (run_id, id);
CREATE INDEX log_line_by_change ON log_line (run_id, change);

-- The newest checkpoint of a run; workers keep the files.
CREATE TABLE checkpoint (
    run_id   bigint      PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    epoch    int         NOT NULL,
    path     text        NOT NULL,
    bytes    bigint      NOT NULL,
    saved_at timestamptz NOT NULL
);

CREATE TABLE artifact (
    run_id     bigint      NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    name       text        NOT NULL,
    media_type text        NOT NULL,
    path       text        NOT NULL,
    bytes      bigint      NOT NULL,
    saved_at   timestamptz NOT NULL,
    PRIMARY KEY (run_id, name)
);

-- Runs that are gone, so that an open browser hears of it and late events of their attempts are known for what they are.
CREATE TABLE deleted_run (
    run_id     text        PRIMARY KEY,
    deleted_at timestamptz NOT NULL,
    change     bigint      NOT NULL
);
CREATE INDEX deleted_run_by_change ON deleted_run (change);

-- Where to go on reading. Written in the transaction that stores what was read, so neither is ever ahead of the other.
CREATE TABLE ingest_offset (
    topic         text   NOT NULL,
    partition     int    NOT NULL,
    next_offset   bigint NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Records that the tracker could not use, whole, for a person to look at.
CREATE TABLE quarantine (
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    record_offset bigint      NOT NULL,
    key           bytea,
    bytes         bytea,
    reason        text        NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (topic, partition, record_offset)
);

-- Messages for Kafka, written in the transaction that decides to send them and deleted when Kafka has them: a crash in
-- between repeats a message but loses none.
CREATE TABLE outbox (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic   text   NOT NULL,
    key     text   NOT NULL,
    payload bytea  NOT NULL
);
