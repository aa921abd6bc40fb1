-- What a tracker of this version has written: one run of each kind, and everything that belongs to them.
UPDATE change_counter SET value = 9;

INSERT INTO experiment (experiment_id, name, description, priority, created_at)
VALUES ('00000000000000e1', 'Order of pixels', 'kept', 3, '2026-01-31T12:00:00Z');

INSERT INTO run (run_id, experiment_id, name, spec, parameters, priority, status, created_at, started_at, ended_at, epochs,
                 epochs_completed, class_accuracies, failure_kind, failure_message, attempt_count, change)
SELECT r.run_id, e.id, r.name,
       '{"name": "any", "network": {"preset": "small-cnn"}, "dataset": {"name": "mnist"},
         "optimizer": {"learningRate": 0.01, "momentum": 0.5}, "epochs": 2}',
       '{"network": "small-cnn", "epochs": 2}',
       3, r.status, '2026-01-31T12:00:00Z', r.started_at, r.ended_at, 2, r.epochs_completed, r.class_accuracies, r.failure_kind,
       r.failure_message, r.attempt_count, r.change
FROM experiment e
CROSS JOIN (VALUES
    ('00000000000000a1', 'done', 'completed', '2026-01-31T12:00:01Z'::timestamptz, '2026-01-31T12:00:09Z'::timestamptz,
     2, '[0.9, 0.8]'::jsonb, NULL, NULL, 1, 7),
    ('00000000000000a2', 'broken', 'failed', '2026-01-31T12:00:01Z', '2026-01-31T12:00:02Z',
     0, '[]', 'data', 'train-images is truncated', 1, 8),
    ('00000000000000a3', 'waiting', 'queued', NULL, NULL, 0, '[]', NULL, NULL, 0, 9))
    AS r (run_id, name, status, started_at, ended_at, epochs_completed, class_accuracies, failure_kind, failure_message,
          attempt_count, change);

INSERT INTO worker (name, host, device, version, slots, busy, load, state, first_seen_at, last_seen_at, change)
VALUES ('bench-1', 'bench', 'ND4J CPU, 2 threads', '0.1.0', 1, 0, 0.25, 'live', '2026-01-31T11:00:00Z',
        '2026-01-31T12:00:09Z', 6);

INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, ended_at, events_received, last_sequence,
                     lease_until)
SELECT 'attempt-' || r.run_id, r.id, 1, 'bench-1', 'ND4J CPU, 2 threads', r.status, r.started_at, r.ended_at, 12, 12,
       r.ended_at
FROM run r
WHERE r.started_at IS NOT NULL;

UPDATE run r
SET owner_attempt = a.id
FROM attempt a
WHERE a.run_id = r.id;

INSERT INTO metric (name, direction)
VALUES ('test_accuracy', 1), ('test_loss', -1);

INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change)
SELECT r.id, m.id, p.epoch, 1, CASE m.name WHEN 'test_loss' THEN 1 - p.accuracy ELSE p.accuracy END,
       '2026-01-31T12:00:05Z', p.epoch + 4
FROM run r
CROSS JOIN metric m
CROSS JOIN (VALUES (1, 0.75), (2, 0.875)) AS p (epoch, accuracy)
WHERE r.name = 'done';

INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch)
SELECT p.run_id, p.metric_id, max(p.value) FILTER (WHERE p.epoch = 2), 2, min(p.value), max(p.value),
       max(p.value) FILTER (WHERE p.epoch = 2), 2
FROM metric_point p
GROUP BY p.run_id, p.metric_id;

INSERT INTO log_line (run_id, attempt, at, level, message, change)
SELECT r.id, 1, '2026-01-31T12:00:01Z', 'info', 'Network small-cnn', 5
FROM run r
WHERE r.name = 'done';

INSERT INTO checkpoint (run_id, epoch, path, bytes, saved_at)
SELECT r.id, 2, r.run_id || '/checkpoint-000002.ckpt', 1000, '2026-01-31T12:00:08Z'
FROM run r
WHERE r.name = 'done';

INSERT INTO artifact (run_id, name, media_type, path, bytes, saved_at)
SELECT r.id, 'model', 'application/octet-stream', r.run_id || '/model.ckpt', 900, '2026-01-31T12:00:09Z'
FROM run r
WHERE r.name = 'done';

INSERT INTO deleted_run (run_id, deleted_at, change)
VALUES ('00000000000000a0', '2026-01-31T12:00:00Z', 2);

INSERT INTO ingest_offset (topic, partition, next_offset)
VALUES ('trainyard.run-events', 0, 42);

-- The second row is the older record.
INSERT INTO quarantine (topic, partition, record_offset, key, bytes, reason, at)
VALUES ('trainyard.run-events', 0, 41, 'k', 'newer garbage', 'is not JSON', '2026-01-31T12:00:04Z'),
       ('trainyard.run-events', 1, 7, NULL, 'older garbage', 'is of version 99', '2026-01-31T12:00:03Z');

INSERT INTO outbox (topic, key, payload)
VALUES ('trainyard.run-requests', '00000000000000a3', '{}');
