package dev.millrace.spi.id;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Identifier of one run of a pipeline.
 *
 * @param value 32 lower-case hex digits
 */
public record RunId(String value) implements Comparable<RunId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a run id is 32 hex digits, got '" + value + "'");
    }
  }

  /** A new identifier from the given source of randomness. */
  public static RunId next(RandomGenerator random) {
    HexFormat hex = HexFormat.of();
    return new RunId(hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()));
  }

  /** First 8 digits, for people. */
  public String brief() {
    return value.substring(0, 8);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
