package dev.millrace.core.audit;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventChain;
import dev.millrace.spi.store.EventLog;
import java.io.IOException;
import java.util.List;

/** Writes the chain of a home as JSON lines, checking it on the way. */
public final class AuditExport {
  /** Of the last line. */
  static final String FORMAT = "millrace-audit-1";

  private static final int PART = 1_000;

  private final EventLog log;
  private final AuditEvent.Texts texts;

  public AuditExport(EventLog log, AuditEvent.Texts texts) {
    this.log = log;
    this.texts = texts;
  }

  /**
   * Writes one line for each event and a last one with their count and the digest of the last one.
   * Events that are added meanwhile are part of it or not.
   *
   * @return what the chain is; when it is broken, no last line has been written
   */
  public ChainCheck write(Appendable out) throws IOException {
    AuditHistory history = new AuditHistory();
    ChainCheck check = log.verify();
    if (!(check instanceof ChainCheck.Whole verified)) {
      return check;
    }
    check = ChainCheck.START;
    long last = 0;
    while (last < verified.events()) {
      List<Event> part = log.read(last, (int) Math.min(PART, verified.events() - last));
      if (part.isEmpty()) {
        break;
      }
      for (Event event : part) {
        check = EventChain.check(check, event);
        if (check instanceof ChainCheck.Broken) {
          return check;
        }
        out.append(CanonicalJson.text(history.next(event).json(texts))).append('\n');
        last = event.id();
      }
    }
    if (check instanceof ChainCheck.Whole whole) {
      out.append(CanonicalJson.text(head(whole))).append('\n');
    }
    return check;
  }

  private static Json head(ChainCheck.Whole whole) {
    return Json.members()
        .put("format", FORMAT)
        .put("events", whole.events())
        .put("head", whole.head().hex())
        .build();
  }
}
