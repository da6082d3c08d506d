package dev.millrace.core.ingest;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which span a file holds: the first day of it, or its number.
 *
 * @param text as its files are named: {@code 2024-03}, or {@code 17}
 */
record SpanKey(Optional<LocalDate> date, long number, String text) implements Comparable<SpanKey> {
  private static final Comparator<SpanKey> ORDER =
      Comparator.comparing((SpanKey key) -> key.date.orElse(LocalDate.EPOCH))
          .thenComparingLong(SpanKey::number);

  static SpanKey of(LocalDate date, String text) {
    return new SpanKey(Optional.of(date), 0, text);
  }

  static SpanKey of(long number) {
    return new SpanKey(Optional.empty(), number, Long.toString(number));
  }

  @Override
  public int compareTo(SpanKey other) {
    return ORDER.compare(this, other);
  }
}
