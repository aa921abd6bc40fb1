INSERT INTO stored_file (run_id, attempt, name, bytes, sha256, stored_at)
SELECT id, '00000000000000b1', 'model', 10, repeat('ab', 32), now() FROM run;
