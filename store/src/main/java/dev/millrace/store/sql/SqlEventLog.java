package dev.millrace.store.sql;

import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventChain;
import dev.millrace.spi.store.EventLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads of the chain of events. */
final class SqlEventLog implements EventLog {
  private static final int PART = 1000;

  private final Transactions transactions;

  SqlEventLog(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Event> read(ProjectName project, long after, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM event WHERE project = ? AND id > ? ORDER BY id LIMIT ?",
                row -> EventRow.read(row),
                project.value(),
                after,
                limit));
  }

  @Override
  public List<Event> read(long after, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?",
                row -> EventRow.read(row),
                after,
                limit));
  }

  @Override
  public List<Event> newest(ProjectName project, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM event WHERE project = ? ORDER BY id DESC LIMIT ?",
                row -> EventRow.read(row),
                project.value(),
                limit));
  }

  /** In parts, each of its own read: a long read would keep the write-ahead log from shrinking. */
  @Override
  public ChainCheck verify() {
    ChainCheck check = ChainCheck.START;
    long after = 0;
    while (check instanceof ChainCheck.Whole whole) {
      long from = after;
      Part part = transactions.read(session -> part(session, whole, from));
      if (part.last() == after) {
        return part.check();
      }
      check = part.check();
      after = part.last();
    }
    return check;
  }

  /** The same in one transaction. */
  static ChainCheck verify(SqlSession session) {
    Part part = new Part(ChainCheck.START, 0);
    long after = -1;
    while (part.check() instanceof ChainCheck.Whole && part.last() != after) {
      after = part.last();
      part = part(session, part.check(), after);
    }
    return part.check();
  }

  /** The outcome so far, and the id it was reached with. */
  private record Part(ChainCheck check, long last) {}

  private static Part part(SqlSession session, ChainCheck before, long after) {
    Part part = new Part(before, after);
    return session.fold(
        "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?",
        part,
        (sofar, row) -> new Part(check(sofar.check(), row), row.getLong("id")),
        after,
        PART);
  }

  private static ChainCheck check(ChainCheck before, ResultSet row) throws SQLException {
    try {
      return EventChain.check(before, EventRow.read(row));
    } catch (IllegalArgumentException | JsonSyntaxException | MillraceException e) {
      return EventChain.unreadable(before, row.getLong("id"), String.valueOf(e.getMessage()));
    }
  }
}
