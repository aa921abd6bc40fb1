-- What is new in this version: a run that is trained elsewhere.
INSERT INTO run (run_id, experiment_id, name, parameters, status, created_at, started_at, origin, source, attempt_count, change)
SELECT '00000000000000e1', id, 'of others', '{"lr": 0.1}', 'running', now(), now(), 'external', '{"commit": "abc"}', 1, 1
FROM experiment
LIMIT 1;
INSERT INTO run_progress (run_id, heard_at, change)
SELECT id, now(), 1 FROM run WHERE origin = 'external';
INSERT INTO run_request (run_id, key, digest, at)
SELECT id, 'batch-1', '\x00', now() FROM run WHERE origin = 'external';
