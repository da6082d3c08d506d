package dev.millrace.store.sql;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.StoreProblems;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A model and its history of choices as rows. */
final class ModelRow {
  private ModelRow() {}

  static Optional<Integer> findLatest(Handle handle, ProjectName project, ModelName model) {
    return handle
        .createQuery("SELECT latest FROM model WHERE project = ? AND name = ?")
        .bind(0, project.value())
        .bind(1, model.value())
        .mapTo(Integer.class)
        .findOne();
  }

  /** Number of the newest version: MODEL_UNKNOWN. */
  static int latest(Handle handle, ProjectName project, ModelName model) {
    return findLatest(handle, project, model).orElseThrow(() -> StoreProblems.modelUnknown(model));
  }

  static void saveLatest(Handle handle, ProjectName project, ModelName model, int latest) {
    handle.execute(
        "INSERT INTO model (project, name, latest) VALUES (?, ?, ?)"
            + " ON CONFLICT (project, name) DO UPDATE SET latest = excluded.latest",
        project.value(),
        model.value(),
        latest);
  }

  static List<ModelName> names(Handle handle, ProjectName project) {
    return handle
        .createQuery("SELECT name FROM model WHERE project = ? ORDER BY name")
        .bind(0, project.value())
        .map((row, context) -> new ModelName(row.getString("name")))
        .list();
  }

  static RegisteredModel load(Handle handle, ProjectName project, ModelName model) {
    return new RegisteredModel(
        model, latest(handle, project, model), choices(handle, project, model));
  }

  static List<ChampionChoice> choices(Handle handle, ProjectName project, ModelName model) {
    return handle
        .createQuery(
            "SELECT * FROM champion_choice WHERE project = ? AND model = ? ORDER BY sequence")
        .bind(0, project.value())
        .bind(1, model.value())
        .map(
            (row, context) ->
                new ChampionChoice(
                    model,
                    row.getInt("sequence"),
                    row.getInt("version"),
                    ChampionChoice.Kind.valueOf(row.getString("kind")),
                    Rows.actor(row),
                    row.getString("reason"),
                    Rows.instant(row, "at")))
        .list();
  }

  static void insert(Handle handle, ProjectName project, ChampionChoice choice) {
    handle.execute(
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
  }
}
