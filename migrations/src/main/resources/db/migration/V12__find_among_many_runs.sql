-- What tables of runs are ordered and narrowed by lies in columns that an index serves, and charts find their points summed up.

-- The attempt that is shown of a run: the one that owns it, or owned it last; before that, the newest. It goes with its run.
ALTER TABLE run
    ADD COLUMN shown_attempt bigint,
    -- What a search for a text looks into, in lower case: name, id, experiment, network, data set.
    ADD COLUMN search_text   text NOT NULL DEFAULT '';

-- One column that holds all of it, so that the planner can tell a rare text from a common one.
CREATE FUNCTION set_search_text() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.search_text := lower(concat_ws(' ', NEW.name, NEW.run_id,
                                       (SELECT e.name FROM experiment e WHERE e.id = NEW.experiment_id),
                                       NEW.parameters ->> 'network', NEW.parameters ->> 'dataset'));
    RETURN NEW;
END $$;

CREATE TRIGGER run_set_search_text BEFORE INSERT OR UPDATE OF name, run_id, experiment_id, parameters ON run
    FOR EACH ROW EXECUTE FUNCTION set_search_text();

CREATE FUNCTION set_search_texts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE run SET name = name WHERE experiment_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER experiment_set_search_texts AFTER UPDATE OF name ON experiment
    FOR EACH ROW EXECUTE FUNCTION set_search_texts();

UPDATE run
SET name = name,
    shown_attempt = (SELECT a.id
                     FROM attempt a
                     WHERE a.run_id = run.id
                     ORDER BY a.id = run.owner_attempt DESC NULLS LAST, a.number DESC
                     LIMIT 1);

CREATE INDEX run_by_creation ON run (created_at, id);
CREATE INDEX run_by_start ON run (started_at, id) WHERE started_at IS NOT NULL;
CREATE INDEX run_by_end ON run (ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX run_by_duration ON run ((extract(epoch FROM ended_at - started_at)), id)
    WHERE extract(epoch FROM ended_at - started_at) IS NOT NULL;
CREATE INDEX run_by_name ON run (name, id);
CREATE INDEX run_of_experiment_by_creation ON run (experiment_id, created_at, id);
-- Counts of an experiment's runs come from this index alone.
CREATE INDEX run_of_experiment_by_status ON run (experiment_id, status);
CREATE INDEX run_by_owner ON run (owner_attempt) WHERE owner_attempt IS NOT NULL;

-- Parts of words. A server without the extension, or that does not let this role have it, reads all texts instead.
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX run_by_text ON run USING gin (search_text gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'runs are searched for texts without an index: %', SQLERRM;
END $$;

-- Names of parameters, so that a value carries a number and not a word.
CREATE TABLE parameter (
    id   int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- The parameters of a run one by one, to order and find runs by them. A long value is cut off: an index holds no more, and the
-- whole one is with the run.
CREATE TABLE run_parameter (
    run_id       bigint NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    parameter_id int    NOT NULL REFERENCES parameter (id),
    value        jsonb  NOT NULL,
    PRIMARY KEY (run_id, parameter_id)
);

INSERT INTO parameter (name)
SELECT DISTINCT jsonb_object_keys(parameters)
FROM run;

INSERT INTO run_parameter (run_id, parameter_id, value)
SELECT r.id, p.id,
       CASE WHEN pg_column_size(given.value) <= 500 THEN given.value ELSE to_jsonb(left(given.value #>> '{}', 100)) END
FROM run r
CROSS JOIN jsonb_each(r.parameters) given
JOIN parameter p ON p.name = given.key;

CREATE INDEX run_parameter_by_value ON run_parameter (parameter_id, value, run_id);

-- How many points the history has, and up to which epoch, exclusively, it lies summed up in metric_bucket.
ALTER TABLE run_metric
    ADD COLUMN points   bigint NOT NULL DEFAULT 0,
    ADD COLUMN bucketed int    NOT NULL DEFAULT 0;

UPDATE run_metric s
SET points = p.points, bucketed = (s.last_epoch + 1) / 16 * 16
FROM (SELECT run_id, metric_id, count(*) AS points FROM metric_point GROUP BY run_id, metric_id) p
WHERE p.run_id = s.run_id AND p.metric_id = s.metric_id;

CREATE INDEX run_metric_by_last ON run_metric (metric_id, last, run_id);

-- The epochs of a history by 16 and by 256, each as soon as all of them are past, so that a chart of a long one reads little and
-- shows every spike. What is not here yet is read from metric_point.
CREATE TABLE metric_bucket (
    run_id    bigint           NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    metric_id smallint         NOT NULL REFERENCES metric (id),
    -- How many epochs it is made for, and its number: epoch / width.
    width     int              NOT NULL,
    bucket    int              NOT NULL,
    points    int              NOT NULL,
    last      double precision NOT NULL,
    last_epoch int             NOT NULL,
    min       double precision NOT NULL,
    max       double precision NOT NULL,
    PRIMARY KEY (run_id, metric_id, width, bucket)
);

INSERT INTO metric_bucket (run_id, metric_id, width, bucket, points, last, last_epoch, min, max)
SELECT p.run_id, p.metric_id, w.width, p.epoch / w.width, count(*), (max(ARRAY[p.epoch, p.value]))[2], max(p.epoch),
       min(p.value), max(p.value)
FROM run_metric s
JOIN metric_point p ON p.run_id = s.run_id AND p.metric_id = s.metric_id
CROSS JOIN (VALUES (16), (256)) w (width)
WHERE p.epoch < (s.last_epoch + 1) / w.width * w.width
GROUP BY p.run_id, p.metric_id, w.width, p.epoch / w.width;

ANALYZE run, run_metric, run_parameter, metric_bucket;
