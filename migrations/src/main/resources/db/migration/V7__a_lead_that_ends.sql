-- Messages that Kafka has refused for their own sake, set aside with the reason so that the others go on.
ALTER TABLE outbox
    ADD COLUMN refused_at timestamptz,
    ADD COLUMN refusal    text;

-- The tracker that hands out runs, among all that share this database: the lease is renewed every second or so, and the
-- token is another one for each holder, so that one who was held up can see that it leads no more. One row.
CREATE TABLE leader (
    only_row    boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    -- One process, as long as it lives; null while nobody has led yet.
    holder      text,
    token       bigint      NOT NULL,
    lease_until timestamptz NOT NULL,
    -- When a round of the leader last went well.
    round_at    timestamptz NOT NULL
);
INSERT INTO leader (token, lease_until, round_at) VALUES (0, now(), now());

-- What a POST with an Idempotency-Key led to, so that its repetition leads to the same and to nothing more.
CREATE TABLE idempotency_key (
    key           text        PRIMARY KEY,
    -- SHA-256 of the body that came with the key first.
    digest        bytea       NOT NULL,
    experiment_id text        NOT NULL,
    created_at    timestamptz NOT NULL
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
