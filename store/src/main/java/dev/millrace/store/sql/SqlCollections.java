package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.CollectedResult;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.CollectionPart;
import dev.millrace.spi.store.CollectionStore;
import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.StageUse;
import dev.millrace.spi.store.UsePage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a collection of garbage asks the record and writes into it. */
final class SqlCollections implements CollectionStore {
  private final Transactions transactions;

  SqlCollections(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public UsePage uses(long before, int runs) {
    return transactions.read(
        session -> {
          List<Long> page =
              session.list(
                  "SELECT sequence FROM run WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
                  row -> row.getLong(1),
                  before,
                  runs);
          if (page.isEmpty()) {
            return new UsePage(List.of(), 0);
          }
          List<StageUse> uses =
              session
                  .fold(
                      "SELECT r.project, r.sequence, r.run_id, r.pipeline, s.ordinal, s.name,"
                          + " s.result, s.ended_at, b.blob, (SELECT count(*) FROM model_version v"
                          + " WHERE v.project = r.project AND v.run_id = r.run_id) AS versions,"
                          + " (SELECT count(*) FROM lease l WHERE l.project = r.project AND"
                          + " l.pipeline = r.pipeline AND l.run_id = r.run_id) AS leases FROM run r"
                          + " JOIN stage s ON s.project = r.project AND s.run_id = r.run_id JOIN"
                          + " result_blob b ON b.project = s.project AND b.result = s.result WHERE"
                          + " r.sequence BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM collected c"
                          + " WHERE c.project = s.project AND c.result = s.result) ORDER BY"
                          + " r.sequence DESC, s.ordinal, b.place",
                      new Gathered(),
                      Gathered::add,
                      page.getLast(),
                      page.getFirst())
                  .end();
          return new UsePage(uses, page.size() < runs ? 0 : page.getLast());
        });
  }

  /** Rows of one stage after the other, a row for each blob. */
  private static final class Gathered {
    private final List<StageUse> uses = new ArrayList<>();
    private Optional<StageUse> open = Optional.empty();
    private int ordinal;
    private List<Digest> blobs = new ArrayList<>();

    Gathered add(ResultSet row) throws SQLException {
      if (open.isEmpty()
          || open.get().sequence() != row.getLong("sequence")
          || ordinal != row.getInt("ordinal")) {
        close();
        ordinal = row.getInt("ordinal");
        open = Optional.of(read(row));
      }
      blobs.add(Rows.digest(row, "blob"));
      return this;
    }

    List<StageUse> end() {
      close();
      return uses;
    }

    private void close() {
      open.ifPresent(
          use ->
              uses.add(
                  new StageUse(
                      use.project(),
                      use.sequence(),
                      use.run(),
                      use.pipeline(),
                      use.stage(),
                      use.result(),
                      blobs,
                      use.at(),
                      use.bond())));
      open = Optional.empty();
      blobs = new ArrayList<>();
    }

    private static StageUse read(ResultSet row) throws SQLException {
      return new StageUse(
          new ProjectName(row.getString("project")),
          row.getLong("sequence"),
          Rows.run(row, "run_id"),
          new PipelineName(row.getString("pipeline")),
          new StageName(row.getString("name")),
          Rows.digest(row, "result"),
          List.of(),
          Rows.instant(row, "ended_at"),
          row.getLong("leases") > 0
              ? StageUse.Bond.UNDER_WAY
              : row.getLong("versions") > 0 ? StageUse.Bond.REGISTERED : StageUse.Bond.NONE);
    }
  }

  @Override
  public List<Digest> stated(Optional<Digest> after, int limit) {
    String from = after.map(Digest::hex).orElse("");
    return transactions.read(
        session ->
            session.list(
                "SELECT digest FROM (SELECT scorer AS digest FROM model_version WHERE scorer > ?"
                    + " UNION SELECT blob AS digest FROM evidence WHERE blob > ?) AS stated"
                    + " ORDER BY digest LIMIT ?",
                row -> Rows.digest(row, "digest"),
                from,
                from,
                limit));
  }

  @Override
  public List<CondemnedResult> begin(Change change, CollectionPart part) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Digest request = ChangeRequests.of(part);
          if (write.replayed(change, EventAction.COLLECTION_BEGIN, request).isPresent()) {
            return part.results().stream()
                .filter(
                    result ->
                        find(session, result.project(), result.result())
                            .filter(known -> known.collection().equals(part.collection()))
                            .isPresent())
                .toList();
          }
          List<CondemnedResult> taken =
              part.results().stream()
                  .filter(result -> take(session, change, part, result))
                  .toList();
          write.append(change, EventDrafts.collecting(part, taken));
          return taken;
        });
  }

  /** False, and nothing is changed, when a stage has used the result since the look. */
  private static boolean take(
      SqlSession session, Change change, CollectionPart part, CondemnedResult result) {
    String project = result.project().value();
    String digest = result.result().hex();
    boolean used =
        session
            .find(
                "SELECT 1 FROM stage WHERE project = ? AND result = ? AND ended_at >= ? LIMIT 1",
                row -> row.getInt(1),
                project,
                digest,
                Rows.micros(part.marked()))
            .isPresent();
    if (used) {
      return false;
    }
    session.execute("DELETE FROM stage_result WHERE project = ? AND result = ?", project, digest);
    session.execute(
        "INSERT INTO collected (project, result, kind, collection, at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (project, result) DO UPDATE SET kind = excluded.kind,"
            + " collection = excluded.collection, at = excluded.at",
        project,
        digest,
        result.kind().name(),
        part.collection(),
        Rows.micros(change.at()));
    return true;
  }

  @Override
  public void end(Change change, CollectionEnd end) {
    transactions.write(
        write -> {
          if (write
              .replayed(change, EventAction.COLLECTION_END, ChangeRequests.of(end))
              .isEmpty()) {
            write.append(change, EventDrafts.collected(end));
          }
          return end;
        });
  }

  @Override
  public Optional<CollectedResult> find(ProjectName project, Digest result) {
    return transactions.read(session -> find(session, project, result));
  }

  private static Optional<CollectedResult> find(
      SqlSession session, ProjectName project, Digest result) {
    return session.find(
        "SELECT * FROM collected WHERE project = ? AND result = ?",
        row ->
            new CollectedResult(
                result,
                ContentClass.valueOf(row.getString("kind")),
                row.getString("collection"),
                Rows.instant(row, "at")),
        project.value(),
        result.hex());
  }

  /** A stage has given the result again: its blobs are there. */
  static void madeAgain(SqlSession session, ProjectName project, Digest result) {
    session.execute(
        "DELETE FROM collected WHERE project = ? AND result = ?", project.value(), result.hex());
  }
}
