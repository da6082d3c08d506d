-- Times are microseconds since 1970-01-01 UTC. Digests are 64 hex digits. JSON is in its canonical form.
-- A released migration never changes: homes carry its checksum.

CREATE TABLE project (
  name       TEXT NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;

INSERT INTO project (name, created_at) VALUES ('default', 0);

-- An experiment is a pipeline in a project; 0 is for runs of none.
CREATE TABLE experiment (
  id      INTEGER NOT NULL PRIMARY KEY,
  project TEXT NOT NULL REFERENCES project (name),
  name    TEXT NOT NULL,
  UNIQUE (project, name)
) STRICT;

INSERT INTO experiment (id, project, name) VALUES (0, 'default', 'Default');

CREATE TABLE pipeline (
  project       TEXT NOT NULL REFERENCES project (name),
  name          TEXT NOT NULL,
  experiment_id INTEGER NOT NULL UNIQUE REFERENCES experiment (id),
  PRIMARY KEY (project, name)
) STRICT;

-- run_id and what follows it are null when nobody holds the lease.
CREATE TABLE lease (
  project       TEXT NOT NULL,
  pipeline      TEXT NOT NULL,
  epoch         INTEGER NOT NULL,
  run_id        TEXT,
  owner_host    TEXT,
  owner_pid     INTEGER,
  owner_started INTEGER,
  since         INTEGER,
  expiry        INTEGER,
  PRIMARY KEY (project, pipeline),
  FOREIGN KEY (project, pipeline) REFERENCES pipeline (project, name)
) STRICT;

CREATE TABLE run (
  sequence      INTEGER NOT NULL PRIMARY KEY,
  project       TEXT NOT NULL,
  run_id        TEXT NOT NULL,
  pipeline      TEXT NOT NULL,
  experiment_id INTEGER NOT NULL REFERENCES experiment (id),
  config        TEXT NOT NULL,
  revision      TEXT NOT NULL,
  owner_host    TEXT NOT NULL,
  owner_pid     INTEGER NOT NULL,
  owner_started INTEGER NOT NULL,
  epoch         INTEGER NOT NULL,
  lease_expiry  INTEGER NOT NULL,
  abandoned     TEXT,
  status        TEXT NOT NULL,
  actor         TEXT NOT NULL,
  standing      TEXT NOT NULL,
  reason        TEXT NOT NULL,
  started_at    INTEGER NOT NULL,
  ended_at      INTEGER,
  problem       TEXT NOT NULL,
  UNIQUE (project, run_id),
  UNIQUE (project, pipeline, epoch),
  FOREIGN KEY (project, pipeline) REFERENCES pipeline (project, name)
) STRICT;

CREATE INDEX run_of_pipeline ON run (project, pipeline, sequence);

-- Results by content; stages and stage_result refer to them.
CREATE TABLE result (
  project TEXT NOT NULL REFERENCES project (name),
  digest  TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (project, digest)
) STRICT;

CREATE TABLE result_blob (
  project TEXT NOT NULL,
  result  TEXT NOT NULL,
  place   INTEGER NOT NULL,
  blob    TEXT NOT NULL,
  PRIMARY KEY (project, result, place),
  FOREIGN KEY (project, result) REFERENCES result (project, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX result_of_blob ON result_blob (blob);

CREATE TABLE stage (
  project    TEXT NOT NULL,
  run_id     TEXT NOT NULL,
  ordinal    INTEGER NOT NULL,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  key_digest TEXT,
  origin     TEXT NOT NULL,
  result     TEXT NOT NULL,
  replaced   TEXT,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL,
  PRIMARY KEY (project, run_id, ordinal),
  FOREIGN KEY (project, run_id) REFERENCES run (project, run_id),
  FOREIGN KEY (project, result) REFERENCES result (project, digest)
) STRICT, WITHOUT ROWID;

-- Results of PURE stages by key; a row may be removed, its result stays while runs refer to it.
CREATE TABLE stage_result (
  project    TEXT NOT NULL,
  key_digest TEXT NOT NULL,
  result     TEXT NOT NULL,
  made_by    TEXT NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (project, key_digest),
  FOREIGN KEY (project, result) REFERENCES result (project, digest),
  FOREIGN KEY (project, made_by) REFERENCES run (project, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lineage_edge (
  project   TEXT NOT NULL,
  run_id    TEXT NOT NULL,
  ordinal   INTEGER NOT NULL,
  direction TEXT NOT NULL,
  place     INTEGER NOT NULL,
  name      TEXT NOT NULL,
  digest    TEXT NOT NULL,
  PRIMARY KEY (project, run_id, ordinal, direction, place),
  FOREIGN KEY (project, run_id, ordinal) REFERENCES stage (project, run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX lineage_of_content ON lineage_edge (project, digest);

CREATE TABLE effect (
  sequence       INTEGER NOT NULL PRIMARY KEY,
  project        TEXT NOT NULL,
  effect_key     TEXT NOT NULL,
  stage          TEXT NOT NULL,
  request        TEXT NOT NULL,
  begun_by       TEXT NOT NULL,
  begun_at       INTEGER NOT NULL,
  result         TEXT,
  completed_by   TEXT,
  completed_at   INTEGER,
  UNIQUE (project, effect_key),
  FOREIGN KEY (project, begun_by) REFERENCES run (project, run_id)
) STRICT;

CREATE INDEX effect_pending ON effect (project, sequence) WHERE result IS NULL;

CREATE TABLE model (
  project TEXT NOT NULL REFERENCES project (name),
  name    TEXT NOT NULL,
  latest  INTEGER NOT NULL,
  PRIMARY KEY (project, name)
) STRICT;

CREATE TABLE model_version (
  project       TEXT NOT NULL,
  model         TEXT NOT NULL,
  version       INTEGER NOT NULL,
  scorer        TEXT NOT NULL,
  phase         TEXT NOT NULL,
  run_id        TEXT NOT NULL,
  cut           TEXT NOT NULL,
  schema_digest TEXT NOT NULL,
  plan          TEXT NOT NULL,
  learner       TEXT NOT NULL,
  settings      TEXT NOT NULL,
  seed          INTEGER NOT NULL,
  revision      TEXT NOT NULL,
  jdk           TEXT NOT NULL,
  libraries     TEXT NOT NULL,
  actor         TEXT NOT NULL,
  standing      TEXT NOT NULL,
  reason        TEXT NOT NULL,
  at            INTEGER NOT NULL,
  PRIMARY KEY (project, model, version),
  UNIQUE (project, model, run_id, scorer),
  FOREIGN KEY (project, model) REFERENCES model (project, name)
) STRICT;

CREATE INDEX version_of_scorer ON model_version (project, scorer);

CREATE TABLE version_metric (
  project TEXT NOT NULL,
  model   TEXT NOT NULL,
  version INTEGER NOT NULL,
  name    TEXT NOT NULL,
  value   REAL NOT NULL,
  PRIMARY KEY (project, model, version, name),
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version)
) STRICT, WITHOUT ROWID;

-- The last row of a model is its champion.
CREATE TABLE champion_choice (
  project  TEXT NOT NULL,
  model    TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  actor    TEXT NOT NULL,
  standing TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (project, model, sequence),
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  sequence INTEGER NOT NULL PRIMARY KEY,
  project  TEXT NOT NULL REFERENCES project (name),
  scorer   TEXT NOT NULL,
  kind     TEXT NOT NULL,
  blob     TEXT NOT NULL,
  actor    TEXT NOT NULL,
  standing TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

CREATE INDEX evidence_of_scorer ON evidence (project, scorer, sequence);

-- One chain for the whole home: ids from 1 without gaps, each digest over its row and the digest before.
CREATE TABLE event (
  id         INTEGER NOT NULL PRIMARY KEY,
  project    TEXT NOT NULL REFERENCES project (name),
  actor      TEXT NOT NULL,
  standing   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  change_key TEXT NOT NULL,
  at         INTEGER NOT NULL,
  action     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  request    TEXT NOT NULL,
  detail     TEXT NOT NULL,
  previous   TEXT NOT NULL,
  digest     TEXT NOT NULL,
  UNIQUE (project, action, change_key)
) STRICT;

CREATE INDEX event_of_project ON event (project, id);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER evidence_is_never_changed BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE TRIGGER evidence_is_never_removed BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

-- "MILL", and the version of this schema: read before anything else.
PRAGMA application_id = 1296649292;
PRAGMA user_version = 1;
