-- The data sets of people's own that a worker can train on, as it described them last, and when it did.
ALTER TABLE worker
    ADD COLUMN datasets         jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN datasets_told_at timestamptz;
