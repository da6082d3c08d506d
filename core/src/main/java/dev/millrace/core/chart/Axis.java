package dev.millrace.core.chart;

import java.util.List;
import java.util.Objects;

/** A direction of a chart: what it measures, and from where to where. */
public sealed interface Axis {
  /** Name and unit; may be empty. */
  String label();

  /**
   * Numbers from {@code from} to {@code to}.
   *
   * @param from finite, less than {@code to}
   */
  record Numbers(String label, double from, double to) implements Axis {
    public Numbers {
      Objects.requireNonNull(label);
      if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
        throw new IllegalArgumentException("an axis from " + from + " to " + to);
      }
    }

    /** An axis that holds these values; widened when they are all the same, 0 to 1 without any. */
    public static Numbers spanning(String label, double lowest, double highest) {
      if (!(lowest <= highest) || Double.isInfinite(lowest) || Double.isInfinite(highest)) {
        return new Numbers(label, 0, 1);
      }
      if (lowest == highest) {
        double margin = Math.max(Math.abs(lowest) * 0.5, 0.5);
        return new Numbers(
            label,
            Math.max(lowest - margin, -Double.MAX_VALUE),
            Math.min(highest + margin, Double.MAX_VALUE));
      }
      return new Numbers(label, lowest, highest);
    }
  }

  /** Names side by side; positions 0, 1, 2 are their middles. */
  record Names(String label, List<String> names) implements Axis {
    public Names {
      Objects.requireNonNull(label);
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("an axis of names has at least one");
      }
    }
  }
}
