package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.StageResult;
import java.util.List;

/** A result by content, as a row with its blobs. */
final class ResultRow {
  private ResultRow() {}

  /** Stores a result that may be there already. */
  static void ensure(SqlSession session, ProjectName project, StageResult result) {
    Digest digest = result.digest();
    int added =
        session.execute(
            "INSERT INTO result (project, digest, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            project.value(),
            digest.hex(),
            Rows.json(result.value()));
    if (added > 0) {
      for (int place = 0; place < result.blobs().size(); place++) {
        session.execute(
            "INSERT INTO result_blob (project, result, place, blob) VALUES (?, ?, ?, ?)",
            project.value(),
            digest.hex(),
            place,
            result.blobs().get(place).hex());
      }
    }
  }

  static StageResult load(SqlSession session, ProjectName project, Digest digest) {
    Json value =
        session.one(
            "SELECT value FROM result WHERE project = ? AND digest = ?",
            row -> Rows.json(row, "value"),
            project.value(),
            digest.hex());
    List<Digest> blobs =
        session.list(
            "SELECT blob FROM result_blob WHERE project = ? AND result = ? ORDER BY place",
            row -> Rows.digest(row, "blob"),
            project.value(),
            digest.hex());
    return new StageResult(value, blobs);
  }
}
