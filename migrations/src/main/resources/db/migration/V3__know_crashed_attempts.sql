-- An attempt whose worker's process died of it: two of them end a run, in whatever way they had been given up before.
ALTER TABLE attempt
    DROP CONSTRAINT attempt_state_check;

ALTER TABLE attempt
    ADD CONSTRAINT attempt_state_check
    CHECK (state IN ('running', 'completed', 'failed', 'cancelled', 'released', 'lost', 'crashed', 'superseded'));
