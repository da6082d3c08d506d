package dev.millrace.store.sql;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.LabelRules;
import dev.millrace.spi.store.ModelLabel;
import java.util.List;

/** A label of a model or version as a row. */
final class LabelRow {
  private LabelRow() {}

  static List<ModelLabel> list(SqlSession session, ProjectName project, ModelName model) {
    return session
        .list(
            "SELECT * FROM model_label WHERE project = ? AND model = ?",
            row ->
                new ModelLabel(
                    model,
                    row.getInt("version"),
                    ModelLabel.Kind.valueOf(row.getString("kind")),
                    row.getString("name"),
                    row.getString("value")),
            project.value(),
            model.value())
        .stream()
        .sorted(LabelRules.ORDER)
        .toList();
  }

  /** Removes what the change takes the place of, and puts the new one there. */
  static void apply(SqlSession session, ProjectName project, LabelChange change) {
    ModelLabel label = change.label();
    if (label.kind() == ModelLabel.Kind.ALIAS) {
      session.execute(
          "DELETE FROM model_label WHERE project = ? AND model = ? AND kind = ? AND name = ?",
          project.value(),
          label.model().value(),
          label.kind().name(),
          label.name());
    } else {
      session.execute(
          "DELETE FROM model_label WHERE project = ? AND model = ? AND version = ? AND kind = ?"
              + " AND name = ?",
          project.value(),
          label.model().value(),
          label.version(),
          label.kind().name(),
          label.name());
    }
    if (change.action() == LabelChange.Action.SET) {
      session.execute(
          "INSERT INTO model_label (project, model, version, kind, name, value)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          project.value(),
          label.model().value(),
          label.version(),
          label.kind().name(),
          label.name(),
          label.value());
    }
  }
}
