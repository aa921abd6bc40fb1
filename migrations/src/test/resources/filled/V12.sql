-- What is new in this version: a history that is long enough to be summed up.
INSERT INTO metric_bucket (run_id, metric_id, width, bucket, points, last, last_epoch, min, max)
SELECT r.id, m.id, 16, 0, 2, 0.875, 2, 0.75, 0.875
FROM run r
CROSS JOIN metric m
WHERE r.name = 'done';
