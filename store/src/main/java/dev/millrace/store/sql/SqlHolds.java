package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.HoldStore;
import dev.millrace.spi.store.StoreProblems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Legal holds. */
final class SqlHolds implements HoldStore {
  private static final String HOLD =
      "SELECT h.*, (SELECT count(*) FROM hold_content c WHERE c.hold = h.number) AS contents"
          + " FROM hold h ";

  private final Transactions transactions;

  SqlHolds(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Hold place(Change change, HoldDraft draft) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Optional<Event> first =
              write.replayed(change, EventAction.HOLD_PLACE, ChangeRequests.of(draft));
          if (first.isPresent()) {
            // As it was answered when it was placed, whatever became of it.
            return load(session, number(first.get())).with(Optional.empty());
          }
          long inForce =
              session.one(
                  "SELECT count(*) FROM hold WHERE released IS NULL", row -> row.getLong(1));
          if (inForce >= MOST) {
            throw StoreProblems.tooManyHolds();
          }
          long number =
              session.one("SELECT coalesce(max(number), 0) + 1 FROM hold", row -> row.getLong(1));
          Rows.ensureProject(session, change.project(), change.at());
          session.execute(
              "INSERT INTO hold (number, project, subject, person, actor, standing, reason, at)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              number,
              change.project().value(),
              draft.subject(),
              draft.person().map(Digest::hex),
              change.actor().name(),
              change.actor().standing().name(),
              change.reason(),
              Rows.micros(change.at()));
          for (Digest content : draft.contents()) {
            session.execute(
                "INSERT INTO hold_content (hold, digest) VALUES (?, ?)", number, content.hex());
          }
          write.append(change, EventDrafts.placed(draft, number));
          return load(session, number);
        });
  }

  @Override
  public Hold release(Change change, long number) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          if (write
              .replayed(change, EventAction.HOLD_RELEASE, ChangeRequests.release(number))
              .isEmpty()) {
            int released =
                session.execute(
                    "UPDATE hold SET released = ? WHERE number = ? AND project = ?"
                        + " AND released IS NULL",
                    Rows.micros(change.at()),
                    number,
                    change.project().value());
            if (released == 0) {
              throw StoreProblems.noHold(number);
            }
            write.append(change, EventDrafts.released(load(session, number)));
          }
          return load(session, number);
        });
  }

  @Override
  public List<Hold> list(ProjectName project) {
    return transactions.read(
        session ->
            session.list(
                HOLD + "WHERE h.project = ? ORDER BY h.number DESC LIMIT 10000",
                SqlHolds::read,
                project.value()));
  }

  @Override
  public List<Digest> held(Optional<Digest> after, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT DISTINCT c.digest FROM hold_content c JOIN hold h ON h.number = c.hold"
                    + " WHERE h.released IS NULL AND c.digest > ? ORDER BY c.digest LIMIT ?",
                row -> Rows.digest(row, "digest"),
                after.map(Digest::hex).orElse(""),
                limit));
  }

  @Override
  public Optional<Hold> holding(Digest content) {
    return transactions.read(
        session ->
            session.find(
                HOLD
                    + "WHERE h.released IS NULL AND EXISTS (SELECT 1 FROM hold_content c"
                    + " WHERE c.hold = h.number AND c.digest = ?) ORDER BY h.number LIMIT 1",
                SqlHolds::read,
                content.hex()));
  }

  private static long number(Event event) {
    String subject = event.draft().subject();
    return Long.parseLong(subject.substring(subject.lastIndexOf('/') + 1));
  }

  private static Hold load(SqlSession session, long number) {
    return session.one(HOLD + "WHERE h.number = ?", SqlHolds::read, number);
  }

  private static Hold read(ResultSet row) throws SQLException {
    return new Hold(
        row.getLong("number"),
        row.getString("subject"),
        Rows.findDigest(row, "person"),
        row.getLong("contents"),
        Rows.actor(row),
        row.getString("reason"),
        Rows.instant(row, "at"),
        Rows.findInstant(row, "released"));
  }
}
