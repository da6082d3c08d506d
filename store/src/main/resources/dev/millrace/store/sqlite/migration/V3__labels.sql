-- Words of people about a model (version 0) or one of its versions. The name of a description is empty.
CREATE TABLE model_label (
  project TEXT NOT NULL,
  model   TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (project, model, version, kind, name),
  FOREIGN KEY (project, model) REFERENCES model (project, name)
) STRICT, WITHOUT ROWID;

-- An alias names one version at a time.
CREATE UNIQUE INDEX model_alias ON model_label (project, model, name) WHERE kind = 'ALIAS';

PRAGMA user_version = 3;
