package dev.millrace.spi.search;

import java.util.Comparator;
import java.util.Objects;

/** The value by which a thing has its place in one part of an order. */
public sealed interface SortKey {
  /** A number, infinities too, but not NaN. */
  record Amount(double value) implements SortKey {
    public Amount {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("NaN has its own key");
      }
      value += 0.0;
    }
  }

  /** A text. */
  record Text(String value) implements SortKey {
    public Text {
      Objects.requireNonNull(value);
    }
  }

  /** What comes after those that have a value of their own. */
  enum Last implements SortKey {
    NAN,
    ABSENT
  }

  static SortKey of(double value) {
    return Double.isNaN(value) ? Last.NAN : new Amount(value);
  }

  /** 0 for a value, 1 for NaN, 2 for none: in this order, whatever the direction. */
  default int rank() {
    if (this instanceof Last last) {
      return last == Last.NAN ? 1 : 2;
    }
    return 0;
  }

  /** The order of keys of one part of an order. */
  static Comparator<SortKey> comparator(SortBy.Direction direction) {
    return (a, b) -> {
      int ranks = Integer.compare(a.rank(), b.rank());
      if (ranks != 0 || a.rank() > 0) {
        return ranks;
      }
      int values = compareValues(a, b);
      return direction == SortBy.Direction.ASCENDING ? values : -values;
    };
  }

  private static int compareValues(SortKey a, SortKey b) {
    if (a instanceof Amount first && b instanceof Amount second) {
      return Double.compare(first.value(), second.value());
    }
    if (a instanceof Text first && b instanceof Text second) {
      return compareTexts(first.value(), second.value());
    }
    throw new IllegalArgumentException("keys of two fields: " + a + ", " + b);
  }

  /** By code points, which is the order of the bytes of UTF-8. */
  private static int compareTexts(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
