-- Files that workers have sent to the tracker, each whole and compared with its digest before it got its row. What workers write
-- into a folder that they share with the tracker has no row here.
CREATE TABLE stored_file (
    run_id    bigint      NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    -- As in the path: run, attempt, name.
    attempt   text        NOT NULL,
    name      text        NOT NULL,
    bytes     bigint      NOT NULL,
    sha256    text        NOT NULL,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, attempt, name)
);
-- A file whose content the run has already is not sent again.
CREATE INDEX stored_file_by_content ON stored_file (run_id, sha256);
