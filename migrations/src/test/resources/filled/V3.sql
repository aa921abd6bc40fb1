-- What is new in this version.
INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, ended_at, lease_until)
SELECT 'attempt-that-crashed', max(id), 90, 'worker-1', 'CPU', 'crashed', '2026-01-31T13:00:00Z', '2026-01-31T13:01:00Z',
       '2026-01-31T13:01:00Z'
FROM run;
