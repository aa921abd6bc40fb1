INSERT INTO moved_run (run_id, experiment_id, change)
SELECT id, experiment_id, change FROM run WHERE name = 'waiting';
