-- What a worker tells of from then on.
INSERT INTO worker (name, host, device, version, slots, busy, state, first_seen_at, last_seen_at, change, datasets, datasets_told_at)
VALUES ('own-data', 'h', 'd', '0', 1, 0, 'live', now(), now(), 9, '[]', now());
