package dev.millrace.core.history;

import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.Objects;

/** How far back a rolling statistic looks; the row itself and its time are never inside. */
public sealed interface Window {
  /** As pipelines and supplies write it. */
  String text();

  /**
   * The last rows with an earlier time. Where some rows of one time are inside and some are not,
   * those with the largest hashes are.
   *
   * @param rows at least 1
   */
  record LastRows(int rows) implements Window {
    public LastRows {
      if (rows < 1) {
        throw new IllegalArgumentException("a window has at least 1 row, got " + rows);
      }
    }

    @Override
    public String text() {
      return rows + " rows";
    }
  }

  /**
   * The rows whose time is earlier by no more than a duration.
   *
   * @param length above zero
   */
  record LastTime(Duration length) implements Window {
    public LastTime {
      Objects.requireNonNull(length);
      if (length.isZero() || length.isNegative()) {
        throw new IllegalArgumentException("a window is longer than nothing, got " + length);
      }
    }

    @Override
    public String text() {
      return ValueForms.duration().print().apply(length);
    }
  }
}
