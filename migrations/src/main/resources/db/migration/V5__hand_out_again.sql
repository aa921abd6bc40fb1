-- Requests have a topic of their own name now, with one partition instead of three. What Kafka does not have yet goes there;
-- what lies in the old topic is deleted with it, so the runs that wait there go back into the tracker's queue.
UPDATE outbox
SET topic = 'trainyard.requests'
WHERE topic = 'trainyard.run-requests';

UPDATE run
SET dispatched_at = NULL
WHERE status = 'queued'
  AND dispatched_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.topic = 'trainyard.requests' AND outbox.key = run.run_id);
