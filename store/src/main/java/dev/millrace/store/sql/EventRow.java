package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventChain;
import dev.millrace.spi.store.EventDraft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** An event as a row. */
final class EventRow {
  /** End of the chain. */
  record Head(long id, Digest digest) {
    static final Head START = new Head(0, EventChain.ROOT);
  }

  /** The event of a change that was made before, and the end of the chain. */
  record Found(Optional<Event> event, Head head) {}

  private EventRow() {}

  static Event read(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("id"),
        new Change(
            new ProjectName(row.getString("project")),
            Rows.actor(row),
            row.getString("reason"),
            row.getString("change_key"),
            Rows.instant(row, "at")),
        new EventDraft(
            EventAction.ofText(row.getString("action")),
            row.getString("subject"),
            Rows.digest(row, "request"),
            Rows.json(row, "detail")),
        Rows.digest(row, "previous"),
        Rows.digest(row, "digest"));
  }

  static void insert(SqlSession session, Event event) {
    Change change = event.change();
    EventDraft draft = event.draft();
    Rows.ensureProject(session, change.project(), change.at());
    session.execute(
        "INSERT INTO event (id, project, actor, standing, reason, change_key, at, action, subject,"
            + " request, detail, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.id(),
        change.project().value(),
        change.actor().name(),
        change.actor().standing().name(),
        change.reason(),
        change.key(),
        Rows.micros(change.at()),
        draft.action().text(),
        draft.subject(),
        draft.request().hex(),
        Rows.json(draft.detail()),
        event.previous().hex(),
        event.digest().hex());
  }

  /** The event of a change made before, and the end of the chain, in one message to a server. */
  static Found find(SqlSession session, Change change, EventAction action) {
    return session.fold(
        "SELECT 0 AS place, e.* FROM event e WHERE project = ? AND action = ? AND change_key = ?"
            + " UNION ALL SELECT 1 AS place, e.* FROM event e WHERE id = (SELECT max(id) FROM"
            + " event)",
        new Found(Optional.empty(), Head.START),
        (found, row) ->
            row.getInt("place") == 0
                ? new Found(Optional.of(read(row)), found.head())
                : new Found(found.event(), head(row)),
        change.project().value(),
        action.text(),
        change.key());
  }

  static Head head(SqlSession session) {
    return session
        .find("SELECT id, digest FROM event ORDER BY id DESC LIMIT 1", EventRow::head)
        .orElse(Head.START);
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(row.getLong("id"), Rows.digest(row, "digest"));
  }
}
