-- What is new in this version: a run that waits until it is resumed, and had ended before.
UPDATE run
SET status = 'paused', restarts = 1, restart_epoch = 3, restart_after = 2
WHERE name = 'waiting';
