UPDATE run SET note = 'look at *this*', starred = true, archived_at = now() WHERE name = 'waiting';
UPDATE experiment SET starred = true, archived_at = now();
INSERT INTO run_tag (run_id, name, value) SELECT id, 'phase', 'a' FROM run;
INSERT INTO experiment_tag (experiment_id, name, value) SELECT id, 'paper', 'draft' FROM experiment;
