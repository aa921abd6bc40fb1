-- Which attempt left a file, what its content is, and of which epoch it is. Null where a worker of an earlier version left it.
ALTER TABLE checkpoint
    ADD COLUMN sha256  text,
    ADD COLUMN attempt int;
ALTER TABLE artifact
    ADD COLUMN sha256  text,
    ADD COLUMN epoch   int,
    ADD COLUMN attempt int;

-- What keeps a worker from working as it should, in its own words: texts, none while all is well.
ALTER TABLE worker
    ADD COLUMN troubles jsonb NOT NULL DEFAULT '[]';

-- Set where the attempt's worker handed the run back because it could not train it, and another one may: a kind of failure.
ALTER TABLE attempt
    ADD COLUMN released_for text;
