-- What is kept, searched, held and approved.

ALTER TABLE experiment ADD COLUMN artifacts TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE experiment ADD COLUMN created_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN updated_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN deleted_ms BIGINT;

CREATE TABLE experiment_tag (
  experiment_id BIGINT NOT NULL REFERENCES experiment (id),
  name          TEXT COLLATE "C" NOT NULL,
  value         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (experiment_id, name)
);

-- Every run whose metrics, parameters and tags are noted; those of pipelines have a row in run, too.
-- Here times are milliseconds since 1970-01-01 UTC, as callers give them.
CREATE TABLE tracked_run (
  id            BIGINT NOT NULL PRIMARY KEY,
  project       TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  run_id        TEXT COLLATE "C" NOT NULL,
  experiment_id BIGINT NOT NULL REFERENCES experiment (id),
  name          TEXT COLLATE "C" NOT NULL,
  status        TEXT COLLATE "C" NOT NULL,
  user_name     TEXT COLLATE "C" NOT NULL,
  started_ms    BIGINT NOT NULL,
  ended_ms      BIGINT,
  artifacts     TEXT COLLATE "C" NOT NULL,
  pipeline      TEXT COLLATE "C",
  deleted_ms    BIGINT,
  UNIQUE (project, run_id)
);

CREATE INDEX tracked_run_by_start ON tracked_run (project, started_ms DESC, run_id);

CREATE INDEX tracked_run_of_experiment ON tracked_run (experiment_id, started_ms DESC, run_id);

-- Names of metrics, parameters and tags of runs, by number: a row that names one is short.
CREATE TABLE tracked_name (
  id   BIGINT NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE
);

-- The value of a metric that counts. NaN is nan = 1 and value = 0.
CREATE TABLE run_metric (
  run     BIGINT NOT NULL REFERENCES tracked_run (id),
  name_id BIGINT NOT NULL REFERENCES tracked_name (id),
  nan     BIGINT NOT NULL,
  value   DOUBLE PRECISION NOT NULL,
  at_ms   BIGINT NOT NULL,
  step    BIGINT NOT NULL,
  PRIMARY KEY (run, name_id)
);

CREATE INDEX run_metric_by_value ON run_metric (name_id, nan, value, run);

-- Every other value of a metric.
CREATE TABLE metric_point (
  run     BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  at_ms   BIGINT NOT NULL,
  step    BIGINT NOT NULL,
  nan     BIGINT NOT NULL,
  value   DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (run, name_id, at_ms, step, nan, value),
  FOREIGN KEY (run, name_id) REFERENCES run_metric (run, name_id)
);

CREATE TABLE run_param (
  run     BIGINT NOT NULL REFERENCES tracked_run (id),
  name_id BIGINT NOT NULL REFERENCES tracked_name (id),
  value   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, name_id)
);

-- Texts can be longer than an index takes: it has their beginnings.
CREATE INDEX run_param_by_value ON run_param (name_id, substr(value, 1, 100), run);

CREATE TABLE run_tag (
  run     BIGINT NOT NULL REFERENCES tracked_run (id),
  name_id BIGINT NOT NULL REFERENCES tracked_name (id),
  value   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, name_id)
);

CREATE INDEX run_tag_by_value ON run_tag (name_id, substr(value, 1, 100), run);

ALTER TABLE model ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE model ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE model_version ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;

UPDATE model_version SET updated_at = at;

UPDATE model SET
  created_at = coalesce((SELECT min(v.at) FROM model_version v WHERE v.project = model.project AND v.model = model.name), 0),
  updated_at = coalesce((SELECT max(v.at) FROM model_version v WHERE v.project = model.project AND v.model = model.name), 0);

-- Runs that are there already are tracked, too, with the metrics of the versions they registered.
INSERT INTO tracked_run (id, project, run_id, experiment_id, name, status, user_name, started_ms, ended_ms, artifacts, pipeline)
SELECT sequence, project, run_id, experiment_id, pipeline || '-' || substr(run_id, 1, 8),
  CASE status WHEN 'RUNNING' THEN 'RUNNING' WHEN 'DONE' THEN 'FINISHED' WHEN 'ABANDONED' THEN 'KILLED' ELSE 'FAILED' END,
  actor, started_at / 1000, ended_at / 1000, '', pipeline
FROM run;

UPDATE experiment SET
  created_ms = coalesce((SELECT min(started_ms) FROM tracked_run r WHERE r.experiment_id = experiment.id), 0),
  updated_ms = coalesce((SELECT min(started_ms) FROM tracked_run r WHERE r.experiment_id = experiment.id), 0);

INSERT INTO tracked_name (id, name)
SELECT row_number() OVER (ORDER BY name), name FROM (SELECT DISTINCT name FROM version_metric) AS names;

INSERT INTO run_metric (run, name_id, nan, value, at_ms, step)
SELECT r.id, n.id, 0, m.value, v.at / 1000, 0
FROM version_metric m
JOIN model_version v ON v.project = m.project AND v.model = m.model AND v.version = m.version
JOIN tracked_run r ON r.project = v.project AND r.run_id = v.run_id
JOIN tracked_name n ON n.name = m.name
ON CONFLICT DO NOTHING;

-- A server answers with the releases of one environment, and tells the others what it has counted.
ALTER TABLE serving_node ADD COLUMN environment TEXT COLLATE "C" NOT NULL DEFAULT 'production';
ALTER TABLE serving_node ADD COLUMN counted TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Whoever listens hears of a change once it is committed; which home it was of, by its schema.
CREATE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('millrace', TG_TABLE_SCHEMA::text);
  RETURN NULL;
END $$;

CREATE TRIGGER event_is_told AFTER INSERT ON event
FOR EACH STATEMENT EXECUTE FUNCTION tell_change();
-- Results whose blobs were collected as garbage; one that is made again is taken out.
CREATE TABLE collected (
  project    TEXT COLLATE "C" NOT NULL,
  result     TEXT COLLATE "C" NOT NULL,
  kind       TEXT COLLATE "C" NOT NULL,
  collection TEXT COLLATE "C" NOT NULL,
  at         BIGINT NOT NULL,
  PRIMARY KEY (project, result),
  FOREIGN KEY (project, result) REFERENCES result (project, digest)
);

CREATE INDEX stage_of_result ON stage (project, result);
CREATE INDEX key_of_result ON stage_result (project, result);
CREATE INDEX version_of_run ON model_version (project, run_id);
CREATE INDEX version_by_scorer ON model_version (scorer);
CREATE INDEX blob_of_evidence ON evidence (blob);

-- What is kept as it is; released is null while that is in force. person is a keyed digest.
CREATE TABLE hold (
  number   BIGINT NOT NULL PRIMARY KEY,
  project  TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  subject  TEXT COLLATE "C" NOT NULL,
  person   TEXT COLLATE "C",
  actor    TEXT COLLATE "C" NOT NULL,
  standing TEXT COLLATE "C" NOT NULL,
  reason   TEXT COLLATE "C" NOT NULL,
  at       BIGINT NOT NULL,
  released BIGINT
);

CREATE TABLE hold_content (
  hold   BIGINT NOT NULL REFERENCES hold (number),
  digest TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (hold, digest)
);

CREATE INDEX hold_of_content ON hold_content (digest);

-- Who was asked to be erased, by keyed digest.
CREATE TABLE erasure (
  number   BIGINT NOT NULL PRIMARY KEY,
  project  TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  person   TEXT COLLATE "C" NOT NULL,
  field    TEXT COLLATE "C" NOT NULL,
  actor    TEXT COLLATE "C" NOT NULL,
  standing TEXT COLLATE "C" NOT NULL,
  reason   TEXT COLLATE "C" NOT NULL,
  at       BIGINT NOT NULL
);

-- What took the place of a content from which rows were erased.
CREATE TABLE erased (
  project TEXT COLLATE "C" NOT NULL,
  old     TEXT COLLATE "C" NOT NULL,
  new     TEXT COLLATE "C" NOT NULL,
  kind    TEXT COLLATE "C" NOT NULL,
  erasure BIGINT NOT NULL REFERENCES erasure (number),
  row_count BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (project, old, kind)
);

CREATE INDEX erased_to ON erased (project, new);

UPDATE millrace SET schema_version = 4;
