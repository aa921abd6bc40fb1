-- What people write beside runs and experiments to find their way among them.

ALTER TABLE run
    -- Markdown, for people only.
    ADD COLUMN note        text        NOT NULL DEFAULT '',
    ADD COLUMN starred     boolean     NOT NULL DEFAULT false,
    -- Lists leave out what is archived unless they are asked for it.
    ADD COLUMN archived_at timestamptz;

ALTER TABLE experiment
    ADD COLUMN starred     boolean     NOT NULL DEFAULT false,
    ADD COLUMN archived_at timestamptz;

CREATE TABLE run_tag (
    run_id bigint NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    name   text   NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    -- Short enough for an index.
    value  text   NOT NULL CHECK (length(value) <= 400),
    PRIMARY KEY (run_id, name)
);
CREATE INDEX run_tag_by_value ON run_tag (name, value, run_id);

CREATE TABLE experiment_tag (
    experiment_id bigint NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    name          text   NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    value         text   NOT NULL CHECK (length(value) <= 400),
    PRIMARY KEY (experiment_id, name)
);

-- There are few.
CREATE INDEX run_by_star ON run (id) WHERE starred;
