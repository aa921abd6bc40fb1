UPDATE experiment SET max_running = 2;
UPDATE account SET max_running = 3;
UPDATE run SET queued_by = (SELECT min(id) FROM account) WHERE name = 'waiting';
