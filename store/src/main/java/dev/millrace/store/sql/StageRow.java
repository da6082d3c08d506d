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
import dev.millrace.spi.store.StageResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A committed stage as a row with its edges. */
final class StageRow {
  private StageRow() {}

  static int nextOrdinal(SqlSession session, ProjectName project, RunId run) {
    return session.one(
        "SELECT coalesce(max(ordinal), 0) + 1 FROM stage WHERE project = ? AND run_id = ?",
        row -> row.getInt(1),
        project.value(),
        run.value());
  }

  static void insert(SqlSession session, ProjectName project, RunId run, StageRecord stage) {
    StageCommit commit = stage.commit();
    session.execute(
        "INSERT INTO stage (project, run_id, ordinal, name, kind, key_digest, origin, result,"
            + " replaced, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        project.value(),
        run.value(),
        stage.ordinal(),
        commit.stage().value(),
        commit.kind().name(),
        commit.key().map(Digest::hex),
        commit.origin().name(),
        commit.result().digest().hex(),
        stage.replaced().map(Digest::hex),
        Rows.micros(commit.started()),
        Rows.micros(commit.ended()));
    insertEdges(session, project, run, stage.ordinal(), Direction.INPUT, commit.inputs());
    insertEdges(session, project, run, stage.ordinal(), Direction.OUTPUT, commit.outputs());
  }

  /** Few queries, however many stages there are: runs are read by the thousand. */
  static List<StageRecord> load(
      SqlSession session, ProjectName project, RunId run, ResultCache results) {
    Map<Integer, List<NamedDigest>> inputs = new HashMap<>();
    Map<Integer, List<NamedDigest>> outputs = new HashMap<>();
    var _ =
        session.fold(
            "SELECT ordinal, direction, name, digest FROM lineage_edge WHERE project = ?"
                + " AND run_id = ? ORDER BY ordinal, direction, place",
            inputs,
            (same, row) -> {
              boolean input = Direction.valueOf(row.getString("direction")) == Direction.INPUT;
              (input ? inputs : outputs)
                  .computeIfAbsent(row.getInt("ordinal"), any -> new ArrayList<>())
                  .add(new NamedDigest(row.getString("name"), Rows.digest(row, "digest")));
              return same;
            },
            project.value(),
            run.value());
    return session.list(
        "SELECT * FROM stage WHERE project = ? AND run_id = ? ORDER BY ordinal",
        row -> {
          int ordinal = row.getInt("ordinal");
          return read(
              row,
              inputs.getOrDefault(ordinal, List.of()),
              outputs.getOrDefault(ordinal, List.of()),
              results.load(session, project, Rows.digest(row, "result")));
        },
        project.value(),
        run.value());
  }

  static StageRecord load(SqlSession session, ProjectName project, RunId run, int ordinal) {
    return session.one(
        "SELECT * FROM stage WHERE project = ? AND run_id = ? AND ordinal = ?",
        row -> read(session, project, run, row),
        project.value(),
        run.value(),
        ordinal);
  }

  private static StageRecord read(SqlSession session, ProjectName project, RunId run, ResultSet row)
      throws SQLException {
    int ordinal = row.getInt("ordinal");
    return read(
        row,
        edges(session, project, run, ordinal, Direction.INPUT),
        edges(session, project, run, ordinal, Direction.OUTPUT),
        ResultRow.load(session, project, Rows.digest(row, "result")));
  }

  private static StageRecord read(
      ResultSet row, List<NamedDigest> inputs, List<NamedDigest> outputs, StageResult result)
      throws SQLException {
    return new StageRecord(
        row.getInt("ordinal"),
        new StageCommit(
            new StageName(row.getString("name")),
            StageKind.valueOf(row.getString("kind")),
            Rows.findDigest(row, "key_digest"),
            StageOrigin.valueOf(row.getString("origin")),
            inputs,
            outputs,
            result,
            Rows.instant(row, "started_at"),
            Rows.instant(row, "ended_at")),
        Rows.findDigest(row, "replaced"));
  }

  private static void insertEdges(
      SqlSession session,
      ProjectName project,
      RunId run,
      int ordinal,
      Direction direction,
      List<NamedDigest> contents) {
    for (int place = 0; place < contents.size(); place++) {
      NamedDigest content = contents.get(place);
      session.execute(
          "INSERT INTO lineage_edge (project, run_id, ordinal, direction, place, name, digest)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?)",
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
      SqlSession session, ProjectName project, RunId run, int ordinal, Direction direction) {
    return session.list(
        "SELECT name, digest FROM lineage_edge WHERE project = ? AND run_id = ? AND ordinal = ?"
            + " AND direction = ? ORDER BY place",
        row -> new NamedDigest(row.getString("name"), Rows.digest(row, "digest")),
        project.value(),
        run.value(),
        ordinal,
        direction.name());
  }
}
