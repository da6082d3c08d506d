package dev.millrace.store.sql;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.StoreProblems;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A model and its history of choices as rows. */
final class ModelRow {
  private ModelRow() {}

  static Optional<Integer> findLatest(SqlSession session, ProjectName project, ModelName model) {
    return session.find(
        "SELECT latest FROM model WHERE project = ? AND name = ?",
        row -> row.getInt(1),
        project.value(),
        model.value());
  }

  /** Number of the newest version: MODEL_UNKNOWN. */
  static int latest(SqlSession session, ProjectName project, ModelName model) {
    return findLatest(session, project, model).orElseThrow(() -> StoreProblems.modelUnknown(model));
  }

  static void saveLatest(
      SqlSession session, ProjectName project, ModelName model, int latest, Instant at) {
    session.execute(
        "INSERT INTO model (project, name, latest, created_at, updated_at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (project, name) DO UPDATE SET latest = excluded.latest,"
            + " updated_at = excluded.updated_at",
        project.value(),
        model.value(),
        latest,
        Rows.micros(at),
        Rows.micros(at));
  }

  /** Notes that something about a model, and about one of its versions unless it is 0, changed. */
  static void touch(
      SqlSession session, ProjectName project, ModelName model, int version, Instant at) {
    session.execute(
        "UPDATE model SET updated_at = ? WHERE project = ? AND name = ?",
        Rows.micros(at),
        project.value(),
        model.value());
    if (version > 0) {
      session.execute(
          "UPDATE model_version SET updated_at = ? WHERE project = ? AND model = ? AND version = ?",
          Rows.micros(at),
          project.value(),
          model.value(),
          version);
    }
  }

  static List<ModelName> names(SqlSession session, ProjectName project) {
    return session.list(
        "SELECT name FROM model WHERE project = ? ORDER BY name",
        row -> new ModelName(row.getString("name")),
        project.value());
  }

  static RegisteredModel load(SqlSession session, ProjectName project, ModelName model) {
    return new RegisteredModel(
        model, latest(session, project, model), choices(session, project, model));
  }

  static List<ChampionChoice> choices(SqlSession session, ProjectName project, ModelName model) {
    return session.list(
        "SELECT * FROM champion_choice WHERE project = ? AND model = ? ORDER BY sequence",
        row ->
            new ChampionChoice(
                model,
                row.getInt("sequence"),
                row.getInt("version"),
                ChampionChoice.Kind.valueOf(row.getString("kind")),
                Rows.actor(row),
                row.getString("reason"),
                Rows.instant(row, "at")),
        project.value(),
        model.value());
  }

  static void insert(SqlSession session, ProjectName project, ChampionChoice choice) {
    session.execute(
        "INSERT INTO champion_choice (project, model, sequence, version, kind, actor, standing,"
            + " reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        project.value(),
        choice.model().value(),
        choice.sequence(),
        choice.version(),
        choice.kind().name(),
        choice.actor().name(),
        choice.actor().standing().name(),
        choice.reason(),
        Rows.micros(choice.at()));
    touch(session, project, choice.model(), 0, choice.at());
  }
}
