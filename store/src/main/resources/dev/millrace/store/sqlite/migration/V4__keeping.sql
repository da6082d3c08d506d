-- What is kept, searched, held and approved.

ALTER TABLE experiment ADD COLUMN artifacts TEXT NOT NULL DEFAULT '';
ALTER TABLE experiment ADD COLUMN created_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN updated_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN deleted_ms INTEGER;

CREATE TABLE experiment_tag (
  experiment_id INTEGER NOT NULL REFERENCES experiment (id),
  name          TEXT NOT NULL,
  value         TEXT NOT NULL,
  PRIMARY KEY (experiment_id, name)
) STRICT, WITHOUT ROWID;

-- Every run whose metrics, parameters and tags are noted; those of pipelines have a row in run, too.
-- Here times are milliseconds since 1970-01-01 UTC, as callers give them.
CREATE TABLE tracked_run (
  id            INTEGER NOT NULL PRIMARY KEY,
  project       TEXT NOT NULL REFERENCES project (name),
  run_id        TEXT NOT NULL,
  experiment_id INTEGER NOT NULL REFERENCES experiment (id),
  name          TEXT NOT NULL,
  status        TEXT NOT NULL,
  user_name     TEXT NOT NULL,
  started_ms    INTEGER NOT NULL,
  ended_ms      INTEGER,
  artifacts     TEXT NOT NULL,
  pipeline      TEXT,
  deleted_ms    INTEGER,
  UNIQUE (project, run_id)
) STRICT;

CREATE INDEX tracked_run_by_start ON tracked_run (project, started_ms DESC, run_id);

CREATE INDEX tracked_run_of_experiment ON tracked_run (experiment_id, started_ms DESC, run_id);

-- Names of metrics, parameters and tags of runs, by number: a row that names one is short.
CREATE TABLE tracked_name (
  id   INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The value of a metric that counts. NaN, which SQLite cannot keep, is nan = 1 and value = 0.
CREATE TABLE run_metric (
  run     INTEGER NOT NULL REFERENCES tracked_run (id),
  name_id INTEGER NOT NULL REFERENCES tracked_name (id),
  nan     INTEGER NOT NULL,
  value   REAL NOT NULL,
  at_ms   INTEGER NOT NULL,
  step    INTEGER NOT NULL,
  PRIMARY KEY (run, name_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_metric_by_value ON run_metric (name_id, nan, value, run);

-- Every other value of a metric.
CREATE TABLE metric_point (
  run     INTEGER NOT NULL,
  name_id INTEGER NOT NULL,
  at_ms   INTEGER NOT NULL,
  step    INTEGER NOT NULL,
  nan     INTEGER NOT NULL,
  value   REAL NOT NULL,
  PRIMARY KEY (run, name_id, at_ms, step, nan, value),
  FOREIGN KEY (run, name_id) REFERENCES run_metric (run, name_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_param (
  run     INTEGER NOT NULL REFERENCES tracked_run (id),
  name_id INTEGER NOT NULL REFERENCES tracked_name (id),
  value   TEXT NOT NULL,
  PRIMARY KEY (run, name_id)
) STRICT, WITHOUT ROWID;

-- Texts can be longer than an index takes: it has their beginnings.
CREATE INDEX run_param_by_value ON run_param (name_id, substr(value, 1, 100), run);

CREATE TABLE run_tag (
  run     INTEGER NOT NULL REFERENCES tracked_run (id),
  name_id INTEGER NOT NULL REFERENCES tracked_name (id),
  value   TEXT NOT NULL,
  PRIMARY KEY (run, name_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_tag_by_value ON run_tag (name_id, substr(value, 1, 100), run);

ALTER TABLE model ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE model ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE model_version ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;

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
WHERE true
ON CONFLICT DO NOTHING;

-- A server answers with the releases of one environment, and tells the others what it has counted.
ALTER TABLE serving_node ADD COLUMN environment TEXT NOT NULL DEFAULT 'production';
ALTER TABLE serving_node ADD COLUMN counted TEXT NOT NULL DEFAULT '';

-- Results whose blobs were collected as garbage; one that is made again is taken out.
CREATE TABLE collected (
  project    TEXT NOT NULL,
  result     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  collection TEXT NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (project, result),
  FOREIGN KEY (project, result) REFERENCES result (project, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX stage_of_result ON stage (project, result);
CREATE INDEX key_of_result ON stage_result (project, result);
CREATE INDEX version_of_run ON model_version (project, run_id);
CREATE INDEX version_by_scorer ON model_version (scorer);
CREATE INDEX blob_of_evidence ON evidence (blob);

-- What is kept as it is; released is null while that is in force. person is a keyed digest.
CREATE TABLE hold (
  number   INTEGER NOT NULL PRIMARY KEY,
  project  TEXT NOT NULL REFERENCES project (name),
  subject  TEXT NOT NULL,
  person   TEXT,
  actor    TEXT NOT NULL,
  standing TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL,
  released INTEGER
) STRICT;

CREATE TABLE hold_content (
  hold   INTEGER NOT NULL REFERENCES hold (number),
  digest TEXT NOT NULL,
  PRIMARY KEY (hold, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX hold_of_content ON hold_content (digest);

-- Who was asked to be erased, by keyed digest.
CREATE TABLE erasure (
  number   INTEGER NOT NULL PRIMARY KEY,
  project  TEXT NOT NULL REFERENCES project (name),
  person   TEXT NOT NULL,
  field    TEXT NOT NULL,
  actor    TEXT NOT NULL,
  standing TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

-- What took the place of a content from which rows were erased.
CREATE TABLE erased (
  project TEXT NOT NULL,
  old     TEXT NOT NULL,
  new     TEXT NOT NULL,
  kind    TEXT NOT NULL,
  erasure INTEGER NOT NULL REFERENCES erasure (number),
  row_count INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (project, old, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_to ON erased (project, new);

PRAGMA user_version = 4;
