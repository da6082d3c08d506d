package dev.millrace.core.audit;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An export of a chain that was kept where nobody with access to the home can change it. A chain
 * alone cannot show that its last events were removed, or that all of it was written anew; held
 * against this, it can. The last line of an export is enough to tell that, not where.
 */
public final class KeptRecord {
  private static final int PART = 1_000;

  private final String name;
  private final BufferedReader lines;

  /**
   * @param name what the export is called in messages
   * @param lines what {@link AuditExport} wrote, or its last line
   */
  public KeptRecord(String name, BufferedReader lines) {
    this.name = name;
    this.lines = lines;
  }

  /** A line of an export. */
  private record Kept(long id, Digest digest, Optional<Instant> at, OptionalLong count) {}

  /**
   * Holds the chain of a home, which is whole in itself, against this.
   *
   * @return the first event that is another or gone; else the chain as it was checked
   * @throws MillraceException USAGE when this is no export
   */
  public ChainCheck compare(EventLog log, ChainCheck.Whole chain) throws IOException {
    Deque<Event> ahead = new ArrayDeque<>();
    long number = 0;
    long last = 0;
    Optional<Kept> end = Optional.empty();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (end.isPresent()) {
        throw noExport(number, "a line behind the last one");
      }
      Kept kept = read(line, number);
      if (kept.count().isPresent()) {
        end = Optional.of(kept);
        // A last line alone speaks of one event; one behind all others of the last of them.
        if (last != 0 && last != kept.id()) {
          throw noExport(number, "a count of " + kept.id() + " after " + last + " events");
        }
      } else if (kept.id() != last + 1) {
        throw noExport(number, "event " + kept.id() + " after event " + last);
      }
      last = kept.id();
      Optional<ChainCheck> differs = differs(log, kept, ahead);
      if (differs.isPresent()) {
        return differs.get();
      }
    }
    if (end.isEmpty()) {
      throw noExport(number, "no last line with a count: the file was cut off");
    }
    return chain;
  }

  private static Optional<ChainCheck> differs(EventLog log, Kept kept, Deque<Event> ahead) {
    if (kept.id() == 0) {
      return Optional.empty();
    }
    while (!ahead.isEmpty() && ahead.getFirst().id() < kept.id()) {
      ahead.removeFirst();
    }
    if (ahead.isEmpty()) {
      ahead.addAll(log.read(kept.id() - 1, PART));
    }
    if (ahead.isEmpty()) {
      return Optional.of(
          new ChainCheck.Broken(
              kept.id(),
              kept.at(),
              "it was removed: the export has it and the home ends before it",
              kept.digest().hex(),
              "nothing"));
    }
    Event event = ahead.getFirst();
    return event.digest().equals(kept.digest())
        ? Optional.empty()
        : Optional.of(
            new ChainCheck.Broken(
                event.id(),
                Optional.of(event.change().at()),
                "it is not the event that was exported",
                kept.digest().hex(),
                event.digest().hex()));
  }

  private Kept read(String line, long number) {
    try {
      JsonObject in = JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)));
      if (in.find("format").isEmpty()) {
        return new Kept(
            positive(in.whole("id")),
            new Digest(in.text("digest")),
            Optional.of(Instant.parse(in.text("at"))),
            OptionalLong.empty());
      }
      if (!in.text("format").equals(AuditExport.FORMAT)) {
        throw noExport(number, "format '" + in.text("format") + "'");
      }
      long events = in.whole("events");
      return new Kept(
          events, new Digest(in.text("head")), Optional.empty(), OptionalLong.of(events));
    } catch (JsonSyntaxException | IllegalArgumentException | DateTimeException e) {
      throw noExport(number, String.valueOf(e.getMessage()));
    }
  }

  private static long positive(long id) {
    if (id < 1) {
      throw new IllegalArgumentException("an event with the id " + id);
    }
    return id;
  }

  private MillraceException noExport(long line, String found) {
    return Problem.of(ErrorCode.USAGE, "this is not an export of events, or not all of one")
        .at(name + ":" + line)
        .found(found)
        .allowed("lines written by 'millrace audit export', or its last line alone")
        .next("Take the file as it was exported, from where it is kept")
        .asException();
  }
}
