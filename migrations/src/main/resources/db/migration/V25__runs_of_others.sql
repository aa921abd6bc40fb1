-- Runs that are trained elsewhere, by any program, which tells of them over HTTP. Nothing is asked of a network, a data set or a
-- worker of them.

ALTER TABLE run
    ADD COLUMN origin text NOT NULL DEFAULT 'trained' CHECK (origin IN ('trained', 'external')),
    -- Where it is trained, in the client's words: texts by commit, repository, command, host and user.
    ADD COLUMN source jsonb NOT NULL DEFAULT '{}',
    ALTER COLUMN spec DROP NOT NULL,
    ALTER COLUMN epochs DROP NOT NULL;

ALTER TABLE run
    ADD CONSTRAINT run_trained_as_specified
    CHECK ((origin = 'trained') = (spec IS NOT NULL) AND (origin = 'trained') = (epochs IS NOT NULL));

CREATE INDEX run_of_others ON run (created_at, id) WHERE origin = 'external';

-- When the client of a run was heard of last; null of runs that workers train.
ALTER TABLE run_progress
    ADD COLUMN heard_at timestamptz;

-- A run that is trained elsewhere has its points by its steps, which stand where others have their epochs: both number the places of
-- a history in order. Its client may say in which epoch a step was, in parts of it.
ALTER TABLE metric_point
    ADD COLUMN in_epoch double precision;
ALTER TABLE superseded_point
    ADD COLUMN in_epoch double precision;

-- What requests of a client have stored or moved of one run, by the keys that it gave them, so that their repetition does nothing.
CREATE TABLE run_request (
    run_id  bigint      NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    key     text        NOT NULL,
    -- SHA-256 of the body that came with the key first.
    digest  bytea       NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (run_id, key)
);
CREATE INDEX run_request_by_age ON run_request (at);

-- A POST with a key may have led to one run instead of an experiment.
ALTER TABLE idempotency_key
    ADD COLUMN run_id text;
