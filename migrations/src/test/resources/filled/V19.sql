-- What is new in this version: points within an epoch.
INSERT INTO step_chunk (run_id, metric_id, epoch, attempt, shown, steps, places, millis, measured, points, last, min, max, change)
SELECT r.id, m.id, 1, 1, true, 938, '{64,128}', '{1769860801000,1769860802500}', '{0.75,NaN}', 2, 'NaN', 0.75, 'NaN', 1
FROM run r
CROSS JOIN metric m
WHERE r.name = 'done';
