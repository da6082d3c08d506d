package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Erasure;
import dev.millrace.spi.store.ErasureStep;
import dev.millrace.spi.store.ErasureStore;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.RecordedResult;
import dev.millrace.spi.store.StoreProblems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Persons who were erased. */
final class SqlErasures implements ErasureStore {
  private final Transactions transactions;

  SqlErasures(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Erasure begin(Change change, String field, Digest person) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Digest request = ChangeRequests.erasure(field, person);
          var _ = write.replayed(change, EventAction.ERASURE_BEGIN, request);
          Optional<Erasure> known =
              session.find(
                  "SELECT * FROM erasure WHERE project = ? AND person = ? ORDER BY number",
                  SqlErasures::erasure,
                  change.project().value(),
                  person.hex());
          if (known.isPresent()) {
            return known.get();
          }
          Erasure erasure =
              new Erasure(
                  session.one(
                      "SELECT coalesce(max(number), 0) + 1 FROM erasure", row -> row.getLong(1)),
                  person,
                  field,
                  change.actor(),
                  change.reason(),
                  change.at());
          Rows.ensureProject(session, change.project(), change.at());
          session.execute(
              "INSERT INTO erasure (number, project, person, field, actor, standing, reason, at)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              erasure.number(),
              change.project().value(),
              person.hex(),
              field,
              change.actor().name(),
              change.actor().standing().name(),
              change.reason(),
              Rows.micros(change.at()));
          write.append(change, EventDrafts.erasing(erasure));
          return erasure;
        });
  }

  @Override
  public void replace(Change change, ErasureStep step) {
    transactions.write(
        write -> {
          if (write
              .replayed(change, EventAction.ERASURE_REPLACE, ChangeRequests.of(step))
              .isEmpty()) {
            replace(write.session(), change, step);
            write.append(change, EventDrafts.replaced(step));
          }
          return step;
        });
  }

  private static void replace(SqlSession session, Change change, ErasureStep step) {
    String project = change.project().value();
    String old = step.old().hex();
    ResultRow.ensure(session, change.project(), step.now());
    int stages =
        session.execute(
            "UPDATE stage SET result = ? WHERE project = ? AND result = ?",
            step.now().digest().hex(),
            project,
            old);
    if (stages == 0) {
      throw StoreProblems.resultUnknown(step.old());
    }
    session.execute("DELETE FROM stage_result WHERE project = ? AND result = ?", project, old);
    session.execute("DELETE FROM collected WHERE project = ? AND result = ?", project, old);
    session.execute("DELETE FROM result_blob WHERE project = ? AND result = ?", project, old);
    session.execute("DELETE FROM result WHERE project = ? AND digest = ?", project, old);
    for (ErasedContent content : step.contents()) {
      session.execute(
          "INSERT INTO erased (project, old, new, kind, erasure, row_count, at)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          project,
          content.old().hex(),
          content.now().hex(),
          content.kind(),
          content.erasure(),
          content.rows(),
          Rows.micros(change.at()));
    }
  }

  @Override
  public List<RecordedResult> results(ProjectName project, Optional<Digest> after, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT r.digest, (SELECT s.name FROM stage s WHERE s.project = r.project"
                    + " AND s.result = r.digest ORDER BY s.name LIMIT 1) AS stage"
                    + " FROM result r WHERE r.project = ? AND r.digest > ?"
                    + " AND EXISTS (SELECT 1 FROM stage s WHERE s.project = r.project"
                    + " AND s.result = r.digest) ORDER BY r.digest LIMIT ?",
                row -> {
                  Digest digest = Rows.digest(row, "digest");
                  return new RecordedResult(
                      digest,
                      new StageName(row.getString("stage")),
                      ResultRow.load(session, project, digest));
                },
                project.value(),
                after.map(Digest::hex).orElse(""),
                limit));
  }

  @Override
  public List<Erasure> list(ProjectName project) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM erasure WHERE project = ? ORDER BY number LIMIT 100000",
                SqlErasures::erasure,
                project.value()));
  }

  @Override
  public List<ErasedContent> contents(ProjectName project) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM erased WHERE project = ? ORDER BY old, kind LIMIT 100000",
                row ->
                    new ErasedContent(
                        Rows.digest(row, "old"),
                        Rows.digest(row, "new"),
                        row.getString("kind"),
                        row.getLong("erasure"),
                        row.getLong("row_count")),
                project.value()));
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        row.getLong("number"),
        Rows.digest(row, "person"),
        row.getString("field"),
        Rows.actor(row),
        row.getString("reason"),
        Rows.instant(row, "at"));
  }
}
