package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How values are kept in columns. */
final class Rows {
  private Rows() {}

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return instant(row.getLong(column));
  }

  static Optional<Instant> findInstant(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant(micros));
  }

  static Digest digest(ResultSet row, String column) throws SQLException {
    return new Digest(row.getString(column));
  }

  static Optional<Digest> findDigest(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Digest::new);
  }

  static RunId run(ResultSet row, String column) throws SQLException {
    return new RunId(row.getString(column));
  }

  static Actor actor(ResultSet row) throws SQLException {
    return new Actor(row.getString("actor"), Actor.Standing.valueOf(row.getString("standing")));
  }

  static LeaseOwner owner(ResultSet row) throws SQLException {
    return new LeaseOwner(
        row.getString("owner_host"), row.getLong("owner_pid"), instant(row, "owner_started"));
  }

  static String json(Json value) {
    return CanonicalJson.text(value);
  }

  static Json json(ResultSet row, String column) throws SQLException {
    return JsonReader.read(row.getString(column).getBytes(StandardCharsets.UTF_8));
  }

  /** Makes sure that a project has its row. */
  static void ensureProject(SqlSession session, ProjectName project, Instant at) {
    if (!session.isNewProject(project.value())) {
      return;
    }
    session.execute(
        "INSERT INTO project (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        project.value(),
        micros(at));
  }
}
