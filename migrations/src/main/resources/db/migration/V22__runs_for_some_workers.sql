-- Runs that only some workers may train, and what workers say that they are.

ALTER TABLE run
    -- What the run asks of its worker, the same text for the same; null where every worker will do.
    ADD COLUMN placement  text,
    -- The worker that the run was handed to, where it was handed to one.
    ADD COLUMN offered_to text;

CREATE INDEX run_waiting_for_any ON run (priority DESC, id)
    WHERE status = 'queued' AND dispatched_at IS NULL AND placement IS NULL;
CREATE INDEX run_waiting_for_some ON run (placement, priority DESC, id)
    WHERE status = 'queued' AND dispatched_at IS NULL AND placement IS NOT NULL;

ALTER TABLE worker
    -- Null of workers that have not told; they are offered no run.
    ADD COLUMN device_class text,
    -- Bytes that a run finds free.
    ADD COLUMN memory       bigint,
    ADD COLUMN labels       jsonb       NOT NULL DEFAULT '{}',
    ADD COLUMN pausing      boolean     NOT NULL DEFAULT false,
    -- Since when it has had a free slot; null while it has none.
    ADD COLUMN free_since   timestamptz;
