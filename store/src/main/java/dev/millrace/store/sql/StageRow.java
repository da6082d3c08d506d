package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.LineageEdge.Direction;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A committed stage as a row with its edges. */
final class StageRow {
  private StageRow() {}

  static int nextOrdinal(Handle handle, ProjectName project, RunId run) {
    return handle
        .createQuery(
            "SELECT coalesce(max(ordinal), 0) + 1 FROM stage WHERE project = ? AND run_id = ?")
        .bind(0, project.value())
        .bind(1, run.value())
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Handle handle, ProjectName project, RunId run, StageRecord stage) {
    StageCommit commit = stage.commit();
    handle
        .createUpdate(
            "INSERT INTO stage (project, run_id, ordinal, name, kind, key_digest, origin, result,"
                + " replaced, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(0, project.value())
        .bind(1, run.value())
        .bind(2, stage.ordinal())
        .bind(3, commit.stage().value())
        .bind(4, commit.kind().name())
        .bind(5, commit.key().map(Digest::hex))
        .bind(6, commit.origin().name())
        .bind(7, commit.result().digest().hex())
        .bind(8, stage.replaced().map(Digest::hex))
        .bind(9, Rows.micros(commit.started()))
        .bind(10, Rows.micros(commit.ended()))
        .execute();
    if (commit.inputs().size() + commit.outputs().size() > 0) {
      PreparedBatch edges =
          handle.prepareBatch(
              "INSERT INTO lineage_edge (project, run_id, ordinal, direction, place, name, digest)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?)");
      addEdges(edges, project, run, stage.ordinal(), Direction.INPUT, commit.inputs());
      addEdges(edges, project, run, stage.ordinal(), Direction.OUTPUT, commit.outputs());
      edges.execute();
    }
  }

  static List<StageRecord> load(Handle handle, ProjectName project, RunId run) {
    return handle
        .createQuery("SELECT * FROM stage WHERE project = ? AND run_id = ? ORDER BY ordinal")
        .bind(0, project.value())
        .bind(1, run.value())
        .map((row, context) -> read(handle, project, run, row))
        .list();
  }

  static StageRecord load(Handle handle, ProjectName project, RunId run, int ordinal) {
    return handle
        .createQuery("SELECT * FROM stage WHERE project = ? AND run_id = ? AND ordinal = ?")
        .bind(0, project.value())
        .bind(1, run.value())
        .bind(2, ordinal)
        .map((row, context) -> read(handle, project, run, row))
        .one();
  }

  private static StageRecord read(Handle handle, ProjectName project, RunId run, ResultSet row)
      throws SQLException {
    int ordinal = row.getInt("ordinal");
    return new StageRecord(
        ordinal,
        new StageCommit(
            new StageName(row.getString("name")),
            StageKind.valueOf(row.getString("kind")),
            Rows.findDigest(row, "key_digest"),
            StageOrigin.valueOf(row.getString("origin")),
            edges(handle, project, run, ordinal, Direction.INPUT),
            edges(handle, project, run, ordinal, Direction.OUTPUT),
            ResultRow.load(handle, project, Rows.digest(row, "result")),
            Rows.instant(row, "started_at"),
            Rows.instant(row, "ended_at")),
        Rows.findDigest(row, "replaced"));
  }

  private static void addEdges(
      PreparedBatch batch,
      ProjectName project,
      RunId run,
      int ordinal,
      Direction direction,
      List<NamedDigest> contents) {
    for (int place = 0; place < contents.size(); place++) {
      NamedDigest content = contents.get(place);
      batch.add(
          project.value(),
          run.value(),
          ordinal,
          direction.name(),
          place,
          content.name(),
          content.digest().hex());
    }
  }

  private static List<NamedDigest> edges(
      Handle handle, ProjectName project, RunId run, int ordinal, Direction direction) {
    return handle
        .createQuery(
            "SELECT name, digest FROM lineage_edge WHERE project = ? AND run_id = ? AND ordinal = ?"
                + " AND direction = ? ORDER BY place")
        .bind(0, project.value())
        .bind(1, run.value())
        .bind(2, ordinal)
        .bind(3, direction.name())
        .map((row, context) -> new NamedDigest(row.getString("name"), Rows.digest(row, "digest")))
        .list();
  }
}
