-- Words of people about a model (version 0) or one of its versions. The name of a description is empty.
CREATE TABLE model_label (
  project TEXT COLLATE "C" NOT NULL,
  model   TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  kind    TEXT COLLATE "C" NOT NULL,
  name    TEXT COLLATE "C" NOT NULL,
  value   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, model, version, kind, name),
  FOREIGN KEY (project, model) REFERENCES model (project, name)
);

-- An alias names one version at a time.
CREATE UNIQUE INDEX model_alias ON model_label (project, model, name) WHERE kind = 'ALIAS';

UPDATE millrace SET schema_version = 3;
