-- Times are microseconds since 1970-01-01 UTC. Digests are 64 hex digits. JSON is in its canonical form.
-- Texts sort by their bytes, whatever the language of the database.
-- A released migration never changes: homes carry its checksum.

-- The version of this schema, read before anything else. Who writes anything locks this table first.
CREATE TABLE millrace (
  schema_version BIGINT NOT NULL
);

INSERT INTO millrace (schema_version) VALUES (1);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;

CREATE TABLE project (
  name       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  created_at BIGINT NOT NULL
);

INSERT INTO project (name, created_at) VALUES ('default', 0);

-- An experiment is a pipeline in a project; 0 is for runs of none.
CREATE TABLE experiment (
  id      BIGINT NOT NULL PRIMARY KEY,
  project TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  name    TEXT COLLATE "C" NOT NULL,
  UNIQUE (project, name)
);

INSERT INTO experiment (id, project, name) VALUES (0, 'default', 'Default');

CREATE TABLE pipeline (
  project       TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  name          TEXT COLLATE "C" NOT NULL,
  experiment_id BIGINT NOT NULL UNIQUE REFERENCES experiment (id),
  PRIMARY KEY (project, name)
);

-- run_id and what follows it are null when nobody holds the lease.
CREATE TABLE lease (
  project       TEXT COLLATE "C" NOT NULL,
  pipeline      TEXT COLLATE "C" NOT NULL,
  epoch         BIGINT NOT NULL,
  run_id        TEXT COLLATE "C",
  owner_host    TEXT COLLATE "C",
  owner_pid     BIGINT,
  owner_started BIGINT,
  since         BIGINT,
  expiry        BIGINT,
  PRIMARY KEY (project, pipeline),
  FOREIGN KEY (project, pipeline) REFERENCES pipeline (project, name)
);

CREATE TABLE run (
  sequence      BIGINT NOT NULL PRIMARY KEY,
  project       TEXT COLLATE "C" NOT NULL,
  run_id        TEXT COLLATE "C" NOT NULL,
  pipeline      TEXT COLLATE "C" NOT NULL,
  experiment_id BIGINT NOT NULL REFERENCES experiment (id),
  config        TEXT COLLATE "C" NOT NULL,
  revision      TEXT COLLATE "C" NOT NULL,
  owner_host    TEXT COLLATE "C" NOT NULL,
  owner_pid     BIGINT NOT NULL,
  owner_started BIGINT NOT NULL,
  epoch         BIGINT NOT NULL,
  lease_expiry  BIGINT NOT NULL,
  abandoned     TEXT COLLATE "C",
  status        TEXT COLLATE "C" NOT NULL,
  actor         TEXT COLLATE "C" NOT NULL,
  standing      TEXT COLLATE "C" NOT NULL,
  reason        TEXT COLLATE "C" NOT NULL,
  started_at    BIGINT NOT NULL,
  ended_at      BIGINT,
  problem       TEXT COLLATE "C" NOT NULL,
  UNIQUE (project, run_id),
  UNIQUE (project, pipeline, epoch),
  FOREIGN KEY (project, pipeline) REFERENCES pipeline (project, name)
);

CREATE INDEX run_of_pipeline ON run (project, pipeline, sequence);

-- Results by content; stages and stage_result refer to them.
CREATE TABLE result (
  project TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  digest  TEXT COLLATE "C" NOT NULL,
  value   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, digest)
);

CREATE TABLE result_blob (
  project TEXT COLLATE "C" NOT NULL,
  result  TEXT COLLATE "C" NOT NULL,
  place   BIGINT NOT NULL,
  blob    TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, result, place),
  FOREIGN KEY (project, result) REFERENCES result (project, digest)
);

CREATE INDEX result_of_blob ON result_blob (blob);

CREATE TABLE stage (
  project    TEXT COLLATE "C" NOT NULL,
  run_id     TEXT COLLATE "C" NOT NULL,
  ordinal    BIGINT NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  kind       TEXT COLLATE "C" NOT NULL,
  key_digest TEXT COLLATE "C",
  origin     TEXT COLLATE "C" NOT NULL,
  result     TEXT COLLATE "C" NOT NULL,
  replaced   TEXT COLLATE "C",
  started_at BIGINT NOT NULL,
  ended_at   BIGINT NOT NULL,
  PRIMARY KEY (project, run_id, ordinal),
  FOREIGN KEY (project, run_id) REFERENCES run (project, run_id),
  FOREIGN KEY (project, result) REFERENCES result (project, digest)
);

-- Results of PURE stages by key; a row may be removed, its result stays while runs refer to it.
CREATE TABLE stage_result (
  project    TEXT COLLATE "C" NOT NULL,
  key_digest TEXT COLLATE "C" NOT NULL,
  result     TEXT COLLATE "C" NOT NULL,
  made_by    TEXT COLLATE "C" NOT NULL,
  at         BIGINT NOT NULL,
  PRIMARY KEY (project, key_digest),
  FOREIGN KEY (project, result) REFERENCES result (project, digest),
  FOREIGN KEY (project, made_by) REFERENCES run (project, run_id)
);

CREATE TABLE lineage_edge (
  project   TEXT COLLATE "C" NOT NULL,
  run_id    TEXT COLLATE "C" NOT NULL,
  ordinal   BIGINT NOT NULL,
  direction TEXT COLLATE "C" NOT NULL,
  place     BIGINT NOT NULL,
  name      TEXT COLLATE "C" NOT NULL,
  digest    TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, run_id, ordinal, direction, place),
  FOREIGN KEY (project, run_id, ordinal) REFERENCES stage (project, run_id, ordinal)
);

CREATE INDEX lineage_of_content ON lineage_edge (project, digest);

CREATE TABLE effect (
  sequence       BIGINT NOT NULL PRIMARY KEY,
  project        TEXT COLLATE "C" NOT NULL,
  effect_key     TEXT COLLATE "C" NOT NULL,
  stage          TEXT COLLATE "C" NOT NULL,
  request        TEXT COLLATE "C" NOT NULL,
  begun_by       TEXT COLLATE "C" NOT NULL,
  begun_at       BIGINT NOT NULL,
  result         TEXT COLLATE "C",
  completed_by   TEXT COLLATE "C",
  completed_at   BIGINT,
  UNIQUE (project, effect_key),
  FOREIGN KEY (project, begun_by) REFERENCES run (project, run_id)
);

CREATE INDEX effect_pending ON effect (project, sequence) WHERE result IS NULL;

CREATE TABLE model (
  project TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  name    TEXT COLLATE "C" NOT NULL,
  latest  BIGINT NOT NULL,
  PRIMARY KEY (project, name)
);

CREATE TABLE model_version (
  project       TEXT COLLATE "C" NOT NULL,
  model         TEXT COLLATE "C" NOT NULL,
  version       BIGINT NOT NULL,
  scorer        TEXT COLLATE "C" NOT NULL,
  phase         TEXT COLLATE "C" NOT NULL,
  run_id        TEXT COLLATE "C" NOT NULL,
  cut           TEXT COLLATE "C" NOT NULL,
  schema_digest TEXT COLLATE "C" NOT NULL,
  plan          TEXT COLLATE "C" NOT NULL,
  learner       TEXT COLLATE "C" NOT NULL,
  settings      TEXT COLLATE "C" NOT NULL,
  seed          BIGINT NOT NULL,
  revision      TEXT COLLATE "C" NOT NULL,
  jdk           TEXT COLLATE "C" NOT NULL,
  libraries     TEXT COLLATE "C" NOT NULL,
  actor         TEXT COLLATE "C" NOT NULL,
  standing      TEXT COLLATE "C" NOT NULL,
  reason        TEXT COLLATE "C" NOT NULL,
  at            BIGINT NOT NULL,
  PRIMARY KEY (project, model, version),
  UNIQUE (project, model, run_id, scorer),
  FOREIGN KEY (project, model) REFERENCES model (project, name)
);

CREATE INDEX version_of_scorer ON model_version (project, scorer);

CREATE TABLE version_metric (
  project TEXT COLLATE "C" NOT NULL,
  model   TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  name    TEXT COLLATE "C" NOT NULL,
  value   DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (project, model, version, name),
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version)
);

-- The last row of a model is its champion.
CREATE TABLE champion_choice (
  project  TEXT COLLATE "C" NOT NULL,
  model    TEXT COLLATE "C" NOT NULL,
  sequence BIGINT NOT NULL,
  version  BIGINT NOT NULL,
  kind     TEXT COLLATE "C" NOT NULL,
  actor    TEXT COLLATE "C" NOT NULL,
  standing TEXT COLLATE "C" NOT NULL,
  reason   TEXT COLLATE "C" NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (project, model, sequence),
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version)
);

CREATE TABLE evidence (
  sequence BIGINT NOT NULL PRIMARY KEY,
  project  TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  scorer   TEXT COLLATE "C" NOT NULL,
  kind     TEXT COLLATE "C" NOT NULL,
  blob     TEXT COLLATE "C" NOT NULL,
  actor    TEXT COLLATE "C" NOT NULL,
  standing TEXT COLLATE "C" NOT NULL,
  reason   TEXT COLLATE "C" NOT NULL,
  at       BIGINT NOT NULL
);

CREATE INDEX evidence_of_scorer ON evidence (project, scorer, sequence);

-- One chain for the whole home: ids from 1 without gaps, each digest over its row and the digest before.
CREATE TABLE event (
  id         BIGINT NOT NULL PRIMARY KEY,
  project    TEXT COLLATE "C" NOT NULL REFERENCES project (name),
  actor      TEXT COLLATE "C" NOT NULL,
  standing   TEXT COLLATE "C" NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  change_key TEXT COLLATE "C" NOT NULL,
  at         BIGINT NOT NULL,
  action     TEXT COLLATE "C" NOT NULL,
  subject    TEXT COLLATE "C" NOT NULL,
  request    TEXT COLLATE "C" NOT NULL,
  detail     TEXT COLLATE "C" NOT NULL,
  previous   TEXT COLLATE "C" NOT NULL,
  digest     TEXT COLLATE "C" NOT NULL,
  UNIQUE (project, action, change_key)
);

CREATE INDEX event_of_project ON event (project, id);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER evidence_is_never_changed BEFORE UPDATE ON evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER evidence_is_never_removed BEFORE DELETE ON evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER evidence_is_never_emptied BEFORE TRUNCATE ON evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
