package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.spi.store.VersionLineage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A model version as a row with its metrics. */
final class VersionRow {
  private VersionRow() {}

  static void insert(SqlSession session, ProjectName project, ModelVersion version) {
    VersionLineage lineage = version.lineage();
    session.execute(
        "INSERT INTO model_version (project, model, version, scorer, phase, run_id, cut,"
            + " schema_digest, plan, learner, settings, seed, revision, jdk, libraries, actor,"
            + " standing, reason, at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?)",
        project.value(),
        version.model().value(),
        version.version(),
        version.scorer().hex(),
        version.phase().name(),
        lineage.run().value(),
        lineage.cut().hex(),
        lineage.schema().hex(),
        lineage.plan().hex(),
        lineage.learner(),
        Rows.json(lineage.settings()),
        lineage.seed(),
        lineage.revision(),
        lineage.jdk(),
        Rows.json(lineage.libraries()),
        version.actor().name(),
        version.actor().standing().name(),
        version.reason(),
        Rows.micros(version.at()),
        Rows.micros(version.at()));
    for (MetricValue metric : version.metrics()) {
      session.execute(
          "INSERT INTO version_metric (project, model, version, name, value)"
              + " VALUES (?, ?, ?, ?, ?)",
          project.value(),
          version.model().value(),
          version.version(),
          metric.name(),
          metric.value());
    }
  }

  static List<ModelVersion> list(SqlSession session, ProjectName project, ModelName model) {
    return session.list(
        "SELECT * FROM model_version WHERE project = ? AND model = ? ORDER BY version DESC",
        row -> read(session, project, row),
        project.value(),
        model.value());
  }

  /** One version: MODEL_UNKNOWN, MODEL_VERSION_UNKNOWN. */
  static ModelVersion load(SqlSession session, ProjectName project, ModelName model, int version) {
    int latest = ModelRow.latest(session, project, model);
    return session
        .find(
            "SELECT * FROM model_version WHERE project = ? AND model = ? AND version = ?",
            row -> read(session, project, row),
            project.value(),
            model.value(),
            version)
        .orElseThrow(() -> StoreProblems.versionUnknown(model, version, latest));
  }

  static Optional<ModelVersion> find(
      SqlSession session, ProjectName project, ModelName model, RunId run, Digest scorer) {
    return session.find(
        "SELECT * FROM model_version WHERE project = ? AND model = ? AND run_id = ? AND"
            + " scorer = ?",
        row -> read(session, project, row),
        project.value(),
        model.value(),
        run.value(),
        scorer.hex());
  }

  static ModelVersion read(SqlSession session, ProjectName project, ResultSet row)
      throws SQLException {
    ModelName model = new ModelName(row.getString("model"));
    int version = row.getInt("version");
    return new ModelVersion(
        model,
        version,
        Rows.digest(row, "scorer"),
        ModelPhase.valueOf(row.getString("phase")),
        new VersionLineage(
            Rows.run(row, "run_id"),
            Rows.digest(row, "cut"),
            Rows.digest(row, "schema_digest"),
            Rows.digest(row, "plan"),
            row.getString("learner"),
            Rows.json(row, "settings"),
            row.getLong("seed"),
            row.getString("revision"),
            row.getString("jdk"),
            Rows.json(row, "libraries")),
        metrics(session, project, model, version),
        Rows.actor(row),
        row.getString("reason"),
        Rows.instant(row, "at"));
  }

  private static List<MetricValue> metrics(
      SqlSession session, ProjectName project, ModelName model, int version) {
    return session.list(
        "SELECT name, value FROM version_metric WHERE project = ? AND model = ?"
            + " AND version = ?",
        row -> new MetricValue(row.getString("name"), row.getDouble("value")),
        project.value(),
        model.value(),
        version);
  }
}
