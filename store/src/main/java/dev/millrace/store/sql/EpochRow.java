package dev.millrace.store.sql;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseJson;
import dev.millrace.spi.store.ReleaseTarget;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An epoch of a release target as a row. */
final class EpochRow {
  private EpochRow() {}

  static ReleaseEpoch read(ResultSet row) throws SQLException {
    Json routes = Json.members().put("routes", Rows.json(row, "routes")).build();
    return new ReleaseEpoch(
        new ReleaseTarget(
            new ModelName(row.getString("model")),
            new EnvironmentName(row.getString("environment"))),
        row.getLong("number"),
        ReleaseChange.valueOf(row.getString("change")),
        ReleaseJson.routes(JsonObject.of(routes), "routes"),
        Rows.actor(row),
        row.getString("reason"),
        Rows.instant(row, "at"));
  }

  static long newest(SqlSession session, ProjectName project, ReleaseTarget target) {
    return session.one(
        "SELECT coalesce(max(number), 0) FROM release_epoch"
            + " WHERE project = ? AND model = ? AND environment = ?",
        row -> row.getLong(1),
        project.value(),
        target.model().value(),
        target.environment().value());
  }

  static void insert(SqlSession session, Change change, EpochDraft epoch) {
    session.execute(
        "INSERT INTO release_epoch (project, model, environment, number, change, routes, actor,"
            + " standing, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        change.project().value(),
        epoch.target().model().value(),
        epoch.target().environment().value(),
        epoch.number(),
        epoch.change().name(),
        Rows.json(ReleaseJson.of(epoch.routes())),
        change.actor().name(),
        change.actor().standing().name(),
        change.reason(),
        Rows.micros(change.at()));
  }
}
