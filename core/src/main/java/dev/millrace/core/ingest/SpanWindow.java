package dev.millrace.core.ingest;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which spans of a source are read.
 *
 * @param last only so many, the newest; 0: all
 * @param from the first one that is read
 * @param to the last one that is read
 * @param exclude those that are not read
 * @param atLeast with fewer than that a run is skipped; 0: any number will do, but none is an error
 */
public record SpanWindow(
    int last, Optional<Range> from, Optional<Range> to, List<Range> exclude, int atLeast) {
  static final SpanWindow ALL = new SpanWindow(0, Optional.empty(), Optional.empty(), List.of(), 0);

  private static final int MOST = 100_000;

  private static final ValueForm<Range> RANGE =
      new ValueForm<>(
          "2024, 2024-03, 2024-03-31, or the number of a span", Range::parse, Range::text);

  public SpanWindow {
    exclude = List.copyOf(exclude);
  }

  /**
   * A date of any length, or a number.
   *
   * @param first the first span in it
   * @param last the last span in it
   */
  record Range(String text, SpanKey first, SpanKey last) {
    static Range parse(String text) {
      if (text.matches("[0-9]{1,18}") && text.length() != 4) {
        SpanKey key = SpanKey.of(Long.parseLong(text));
        return new Range(text, key, key);
      }
      SourceSpan.Days days = SourceSpan.days(text);
      return new Range(text, SpanKey.of(days.first(), text), SpanKey.of(days.last(), text));
    }

    /** The same for spans that are numbered, where four digits are a number too. */
    Range numbered() {
      return text.matches("[0-9]{4}")
          ? new Range(text, SpanKey.of(Long.parseLong(text)), SpanKey.of(Long.parseLong(text)))
          : this;
    }

    boolean contains(SpanKey key) {
      return first.compareTo(key) <= 0 && key.compareTo(last) <= 0;
    }

    boolean isDate() {
      return first.date().isPresent();
    }
  }

  boolean isAll() {
    return equals(ALL);
  }

  /** Reads the section; problems are noted there. */
  static SpanWindow read(Section section) {
    return new SpanWindow(
        section
            .optional("last", "only so many spans are read, the newest", ValueForms.whole(1, MOST))
            .orElse(0L)
            .intValue(),
        section.optional("from", "the first span that is read", RANGE),
        section.optional("to", "the last span that is read", RANGE),
        section.list("exclude", "spans that are not read", RANGE),
        section
            .optional(
                "at-least",
                "with fewer spans than this a run is skipped, and says so",
                ValueForms.whole(1, MOST))
            .orElse(0L)
            .intValue());
  }

  /** Those of the spans that are read. */
  SortedSet<SpanKey> choose(SortedSet<SpanKey> all) {
    boolean numbered = all.stream().anyMatch(key -> key.date().isEmpty());
    List<SpanKey> chosen = new ArrayList<>();
    for (SpanKey key : all) {
      boolean early =
          from.map(range -> kind(range, numbered)).filter(r -> before(key, r)).isPresent();
      boolean late = to.map(range -> kind(range, numbered)).filter(r -> after(key, r)).isPresent();
      boolean left =
          exclude.stream().map(range -> kind(range, numbered)).anyMatch(r -> r.contains(key));
      if (!early && !late && !left) {
        chosen.add(key);
      }
    }
    int first = last == 0 ? 0 : Math.max(0, chosen.size() - last);
    return new TreeSet<>(chosen.subList(first, chosen.size()));
  }

  private static Range kind(Range range, boolean numbered) {
    return numbered ? range.numbered() : range;
  }

  private static boolean before(SpanKey key, Range range) {
    return key.compareTo(range.first()) < 0;
  }

  private static boolean after(SpanKey key, Range range) {
    return key.compareTo(range.last()) > 0;
  }
}
