-- So many runs of an experiment, or of what a person has queued, are trained at a time; null for as many as there are workers for.
ALTER TABLE experiment ADD COLUMN max_running int CHECK (max_running > 0);
ALTER TABLE account ADD COLUMN max_running int CHECK (max_running > 0);

-- Who queued it; null where nobody had to say who they are.
ALTER TABLE run ADD COLUMN queued_by bigint REFERENCES account (id);

-- There are few.
CREATE INDEX experiment_by_limit ON experiment (id) WHERE max_running IS NOT NULL;
