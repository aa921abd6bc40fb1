-- Half of the runs belong to one experiment, the others to experiments of a hundred. Each has 20 parameters and 20 metrics.
SET synchronous_commit = off;
SELECT setseed(0.5);

INSERT INTO experiment (experiment_id, name, created_at)
SELECT to_char(e, 'FM0000000000000000'), CASE e WHEN 1 THEN 'large sweep' ELSE 'sweep ' || e END,
       '2026-01-01Z'::timestamptz + e * interval '1 minute'
FROM generate_series(1, 1 + :runs / 200) e;

INSERT INTO run (run_id, experiment_id, name, spec, parameters, status, created_at, started_at, ended_at, epochs,
                 epochs_completed, attempt_count, change)
SELECT to_char(r, 'FM0000000000000000'), CASE WHEN r % 2 = 0 THEN 1 ELSE 2 + r / 200 % (:runs / 200) END,
       'run ' || r || CASE WHEN r % 997 = 0 THEN ' needle' ELSE '' END,
       '{"name": "any", "network": {"preset": "small-cnn"}, "dataset": {"name": "mnist"},
         "optimizer": {"type": "sgd", "learningRate": 0.01, "momentum": 0.5}, "epochs": 10}',
       jsonb_build_object('network', 'small-cnn', 'dataset', 'mnist', 'optimizer', 'sgd',
                          'optimizer.learningRate', random(), 'optimizer.momentum', round(random()::numeric, 2), 'seed', r,
                          'epochs', 10, 'batchSize', 2 ^ (r % 8), 'loss', 'cross-entropy', 'device', 'auto')
       || (SELECT jsonb_object_agg('extra.' || p, round(random()::numeric, 4)) FROM generate_series(1, 10) p WHERE r > 0),
       CASE WHEN r % 10 = 0 THEN 'failed' ELSE 'completed' END, '2026-01-01Z'::timestamptz + r * interval '1 second',
       '2026-01-01Z'::timestamptz + r * interval '1 second', '2026-01-01Z'::timestamptz + r * random() * interval '3 seconds',
       10, 10, 1, r
FROM generate_series(1, :runs) r;

INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, worker_started_at, ended_at, lease_until)
SELECT 'a' || r.run_id, r.id, 1, 'worker-' || r.id % 40, 'oneDNN', r.status, r.started_at, r.started_at, r.ended_at, r.ended_at
FROM run r;

INSERT INTO metric (name, direction)
SELECT name, CASE WHEN name LIKE '%loss' THEN -1 ELSE 1 END
FROM unnest(ARRAY['train_loss', 'train_accuracy', 'test_loss', 'test_accuracy']) name
UNION ALL
SELECT 'measure_' || m, 1 FROM generate_series(5, 20) m;

INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch)
SELECT r.id, m.id, random(), 10, 0, 1, random(), 5
FROM run r CROSS JOIN metric m;

-- Short histories of 5,000 runs, which make a long report of a million lines; the others' do not matter to what is measured.
INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change)
SELECT r.id, m.id, p, 1, random(), r.started_at, r.change
FROM run r CROSS JOIN metric m CROSS JOIN generate_series(1, 10) p
WHERE r.id BETWEEN 1001 AND 6000;

-- A chart of 100 runs of 10,000 points each.
INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change)
SELECT r, 1, p, 1, random(), '2026-01-01Z', r
FROM generate_series(101, 200) r CROSS JOIN generate_series(1, 10000) p;

-- One run of a million points.
INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change)
SELECT 1, m.id, p, 1, random(), '2026-01-01Z', 1
FROM metric m CROSS JOIN generate_series(1, 50000) p;

-- The summaries of those that have other histories than they have summaries.
UPDATE run_metric s
SET last_epoch = p.epochs, last = 0.5, best_epoch = p.epochs
FROM (SELECT run_id, metric_id, max(epoch) AS epochs FROM metric_point GROUP BY run_id, metric_id) p
WHERE p.run_id = s.run_id AND p.metric_id = s.metric_id AND p.epochs > 10;

UPDATE change_counter SET value = :runs;
