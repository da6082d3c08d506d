package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageResults;
import dev.millrace.spi.store.StoredResult;
import java.util.Optional;

/** Results of PURE stages by key. */
final class SqlResults implements StageResults {
  private final Transactions transactions;

  SqlResults(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<StoredResult> find(ProjectName project, Digest key) {
    return transactions.read(
        session ->
            session.find(
                "SELECT * FROM stage_result WHERE project = ? AND key_digest = ?",
                row ->
                    new StoredResult(
                        ResultRow.load(session, project, Rows.digest(row, "result")),
                        Rows.run(row, "made_by"),
                        Rows.instant(row, "at")),
                project.value(),
                key.hex()));
  }

  @Override
  public void forget(Change change, Digest key) {
    transactions.write(
        write -> {
          Digest request = ChangeRequests.forget(key);
          if (write.replayed(change, EventAction.RESULT_FORGET, request).isEmpty()) {
            write
                .session()
                .execute(
                    "DELETE FROM stage_result WHERE project = ? AND key_digest = ?",
                    change.project().value(),
                    key.hex());
            write.append(change, EventDrafts.forgotten(key));
          }
          return key;
        });
  }

  /** Stores the result of a commit under its key and gives the other one it replaces. */
  static Optional<Digest> store(SqlSession session, Change change, RunId run, StageCommit commit) {
    if (commit.key().isEmpty()) {
      return Optional.empty();
    }
    String project = change.project().value();
    String key = commit.key().get().hex();
    Digest result = commit.result().digest();
    Optional<Digest> known =
        session.find(
            "SELECT result FROM stage_result WHERE project = ? AND key_digest = ?",
            row -> Rows.digest(row, "result"),
            project,
            key);
    if (known.isPresent() && known.get().equals(result)) {
      return Optional.empty();
    }
    session.execute(
        "INSERT INTO stage_result (project, key_digest, result, made_by, at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (project, key_digest) DO UPDATE SET result = excluded.result,"
            + " made_by = excluded.made_by, at = excluded.at",
        project,
        key,
        result.hex(),
        run.value(),
        Rows.micros(change.at()));
    return known;
  }
}
