package dev.millrace.testkit.store;

import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.Condition.Has;
import dev.millrace.spi.search.Condition.Membership;
import dev.millrace.spi.search.Condition.NumberComparison;
import dev.millrace.spi.search.SortKey;

/** Whether a value meets a condition, as it is written. */
final class ConditionCheck {
  private ConditionCheck() {}

  static boolean meets(Condition condition, SortKey value) {
    if (condition instanceof Condition.Presence presence) {
      return (value == SortKey.Last.ABSENT) == (presence.has() == Has.ABSENT);
    }
    return switch (value) {
      case SortKey.Last last ->
          last == SortKey.Last.NAN
              && condition instanceof Condition.NumberIs is
              && is.comparison() == NumberComparison.NOT_EQUAL;
      case SortKey.Amount number -> meets((Condition.NumberIs) condition, number.value());
      case SortKey.Text text -> meets(condition, text.value());
    };
  }

  private static boolean meets(Condition.NumberIs is, double value) {
    return switch (is.comparison()) {
      case EQUAL -> value == is.value();
      case NOT_EQUAL -> value != is.value();
      case LESS -> value < is.value();
      case AT_MOST -> value <= is.value();
      case GREATER -> value > is.value();
      case AT_LEAST -> value >= is.value();
    };
  }

  private static boolean meets(Condition condition, String value) {
    if (condition instanceof Condition.TextIn in) {
      return in.values().contains(value) == (in.membership() == Membership.IN);
    }
    Condition.TextIs is = (Condition.TextIs) condition;
    return switch (is.comparison()) {
      case EQUAL -> value.equals(is.value());
      case NOT_EQUAL -> !value.equals(is.value());
      case LIKE -> like(value.codePoints().toArray(), is.value().codePoints().toArray());
      case ILIKE -> like(lower(value), lower(is.value()));
    };
  }

  private static int[] lower(String text) {
    return text.codePoints().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).toArray();
  }

  /** Goes back to the last percent sign when the rest does not fit. */
  private static boolean like(int[] text, int[] pattern) {
    int t = 0;
    int p = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length) {
      if (p < pattern.length && pattern[p] == '%') {
        star = p++;
        mark = t;
      } else if (p < pattern.length && (pattern[p] == '_' || pattern[p] == text[t])) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '%') {
      p++;
    }
    return p == pattern.length;
  }
}
