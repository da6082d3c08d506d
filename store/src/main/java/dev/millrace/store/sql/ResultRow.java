package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.StageResult;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A result by content, as a row with its blobs. */
final class ResultRow {
  private ResultRow() {}

  /** Stores a result that may be there already. */
  static void ensure(Handle handle, ProjectName project, StageResult result) {
    Digest digest = result.digest();
    int added =
        handle.execute(
            "INSERT INTO result (project, digest, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            project.value(),
            digest.hex(),
            Rows.json(result.value()));
    if (added == 0 || result.blobs().isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO result_blob (project, result, place, blob) VALUES (?, ?, ?, ?)");
    for (int place = 0; place < result.blobs().size(); place++) {
      batch.add(project.value(), digest.hex(), place, result.blobs().get(place).hex());
    }
    batch.execute();
  }

  static StageResult load(Handle handle, ProjectName project, Digest digest) {
    Json value =
        handle
            .createQuery("SELECT value FROM result WHERE project = ? AND digest = ?")
            .bind(0, project.value())
            .bind(1, digest.hex())
            .map((row, context) -> Rows.json(row, "value"))
            .one();
    List<Digest> blobs =
        handle
            .createQuery(
                "SELECT blob FROM result_blob WHERE project = ? AND result = ? ORDER BY place")
            .bind(0, project.value())
            .bind(1, digest.hex())
            .map((row, context) -> Rows.digest(row, "blob"))
            .list();
    return new StageResult(value, blobs);
  }
}
