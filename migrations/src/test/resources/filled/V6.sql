-- What is new in this version: a first attempt whose second epoch is not the run's, and a run on its way out.
INSERT INTO superseded_point (run_id, metric_id, epoch, attempt, value, at)
SELECT r.id, m.id, 2, 1, 0.5, '2026-01-31T12:00:06Z'
FROM run r
CROSS JOIN metric m
WHERE r.name = 'done';

UPDATE run
SET cancel_requested = true, cancel_requested_at = '2026-01-31T12:00:07Z', delete_requested = true
WHERE name = 'waiting';
