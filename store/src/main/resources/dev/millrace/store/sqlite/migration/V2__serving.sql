-- Times are microseconds since 1970-01-01 UTC. JSON is in its canonical form.

-- Where durable state machines stand; due is null when nothing is to happen by itself.
CREATE TABLE machine (
  project  TEXT NOT NULL REFERENCES project (name),
  kind     TEXT NOT NULL,
  name     TEXT NOT NULL,
  revision INTEGER NOT NULL,
  state    TEXT NOT NULL,
  due      INTEGER,
  at       INTEGER NOT NULL,
  PRIMARY KEY (project, kind, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX machine_due ON machine (project, due) WHERE due IS NOT NULL;

-- What was live when; the last row of a target is in force.
CREATE TABLE release_epoch (
  project     TEXT NOT NULL,
  model       TEXT NOT NULL,
  environment TEXT NOT NULL,
  number      INTEGER NOT NULL,
  change      TEXT NOT NULL,
  routes      TEXT NOT NULL,
  actor       TEXT NOT NULL,
  standing    TEXT NOT NULL,
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (project, model, environment, number),
  FOREIGN KEY (project, model) REFERENCES model (project, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER release_epoch_is_never_changed BEFORE UPDATE ON release_epoch
BEGIN SELECT RAISE(ABORT, 'epochs are append-only'); END;

CREATE TABLE epoch_served (
  project     TEXT NOT NULL,
  model       TEXT NOT NULL,
  environment TEXT NOT NULL,
  number      INTEGER NOT NULL,
  node        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (project, model, environment, number, node),
  FOREIGN KEY (project, model, environment, number)
    REFERENCES release_epoch (project, model, environment, number)
) STRICT, WITHOUT ROWID;

-- Who serves this home. Nothing of it is history.
CREATE TABLE serving_node (
  node    TEXT NOT NULL PRIMARY KEY,
  started INTEGER NOT NULL,
  heard   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE monitor_window (
  sequence    INTEGER NOT NULL PRIMARY KEY,
  project     TEXT NOT NULL,
  model       TEXT NOT NULL,
  environment TEXT NOT NULL,
  version     INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  node        TEXT NOT NULL,
  began       INTEGER NOT NULL,
  ended       INTEGER NOT NULL,
  content     TEXT NOT NULL,
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version)
) STRICT;

CREATE INDEX monitor_window_of_target
  ON monitor_window (project, model, environment, kind, ended);

PRAGMA user_version = 2;
