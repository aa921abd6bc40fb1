-- What an attempt trains on, once that is chosen: device, number of threads and format of numbers; null before, and from a
-- worker of an earlier version. The column device holds what the worker has until then, and its name for people from then on.
ALTER TABLE attempt
    ADD COLUMN device_id text,
    ADD COLUMN threads   integer,
    ADD COLUMN precision text;

-- An attempt may go on on another device. From which epoch on it trained on what.
CREATE TABLE attempt_device (
    attempt_id bigint  NOT NULL REFERENCES attempt ON DELETE CASCADE,
    from_epoch integer NOT NULL,
    device_id  text    NOT NULL,
    name       text    NOT NULL,
    threads    integer NOT NULL,
    precision  text    NOT NULL,
    PRIMARY KEY (attempt_id, from_epoch)
);
