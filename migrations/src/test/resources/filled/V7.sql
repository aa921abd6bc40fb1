INSERT INTO idempotency_key (key, digest, experiment_id, created_at)
VALUES ('a key', '\x00', '00000000000000e1', now());
