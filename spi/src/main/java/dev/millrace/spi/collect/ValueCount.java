package dev.millrace.spi.collect;

import java.util.Objects;

/**
 * A value and how often it occurs.
 *
 * @param value its canonical text
 * @param count at least 1
 */
public record ValueCount(String value, long count) {
  public ValueCount {
    Objects.requireNonNull(value);
  }
}
