-- The processor's model belongs to what decides the bits of a run; null from a worker of an earlier version.
ALTER TABLE attempt ADD COLUMN processor text;
ALTER TABLE attempt_device ADD COLUMN processor text;
