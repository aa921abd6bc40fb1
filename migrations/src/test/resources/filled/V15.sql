-- What is new in this version: a run of which nothing was known but that it waits.
INSERT INTO run_progress (run_id, epochs_completed, furthest_epoch, change)
SELECT id, 1, 1, 9
FROM run
WHERE name = 'waiting'
ON CONFLICT (run_id) DO NOTHING;
