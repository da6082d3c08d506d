package dev.millrace.core.evaluate;

import java.util.Objects;

/**
 * Rows that share a value of a column.
 *
 * @param by the column or expression
 * @param value its value; {@code (missing)} when there is none
 * @param rows positions within the scored rows, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // positions are handed to the tallies, never compared
public record Slice(String by, String value, int[] rows) {
  public Slice {
    Objects.requireNonNull(by);
    Objects.requireNonNull(value);
  }
}
