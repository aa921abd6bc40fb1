-- A place for every record in the order of its arrival, so that a list of them can go on where a page ended.
ALTER TABLE quarantine
    ADD COLUMN id bigint;

UPDATE quarantine q
SET id = n.number
FROM (SELECT o.topic, o.partition, o.record_offset,
             row_number() OVER (ORDER BY o.at, o.topic, o.partition, o.record_offset) AS number
      FROM quarantine o) n
WHERE n.topic = q.topic
  AND n.partition = q.partition
  AND n.record_offset = q.record_offset;

ALTER TABLE quarantine
    ALTER COLUMN id SET NOT NULL,
    ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval(pg_get_serial_sequence('quarantine', 'id'), coalesce(max(q.id), 0) + 1, false)
FROM quarantine q;

CREATE UNIQUE INDEX quarantine_by_id ON quarantine (id);
