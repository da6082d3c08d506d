package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.EvidenceStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Statements about scorers. */
final class SqlEvidence implements EvidenceStore {
  private final Transactions transactions;

  SqlEvidence(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public EvidenceRecord append(Change change, Evidence evidence) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Digest request = ChangeRequests.of(evidence);
          Optional<Event> first = write.replayed(change, EventAction.EVIDENCE_APPEND, request);
          if (first.isPresent()) {
            return load(session, JsonObject.of(first.get().draft().detail()).whole("sequence"));
          }
          long sequence =
              session.one(
                  "SELECT coalesce(max(sequence), 0) + 1 FROM evidence", row -> row.getLong(1));
          Rows.ensureProject(session, change.project(), change.at());
          session.execute(
              "INSERT INTO evidence (sequence, project, scorer, kind, blob, actor, standing,"
                  + " reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              sequence,
              change.project().value(),
              evidence.scorer().hex(),
              evidence.kind().value(),
              evidence.blob().hex(),
              change.actor().name(),
              change.actor().standing().name(),
              change.reason(),
              Rows.micros(change.at()));
          write.append(change, EventDrafts.appended(evidence, sequence));
          return new EvidenceRecord(
              sequence, evidence, change.actor(), change.reason(), change.at());
        });
  }

  @Override
  public List<EvidenceRecord> list(ProjectName project, Digest scorer) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM evidence WHERE project = ? AND scorer = ? ORDER BY sequence",
                row -> read(row),
                project.value(),
                scorer.hex()));
  }

  private static EvidenceRecord load(SqlSession session, long sequence) {
    return session.one("SELECT * FROM evidence WHERE sequence = ?", row -> read(row), sequence);
  }

  private static EvidenceRecord read(ResultSet row) throws SQLException {
    return new EvidenceRecord(
        row.getLong("sequence"),
        new Evidence(
            Rows.digest(row, "scorer"),
            new EvidenceKind(row.getString("kind")),
            Rows.digest(row, "blob")),
        Rows.actor(row),
        row.getString("reason"),
        Rows.instant(row, "at"));
  }
}
