package dev.millrace.column;

import java.io.Serializable;

/**
 * Name of a column as the source spells it; compared exactly, case included.
 *
 * @param value 1 to 256 characters without control characters
 */
public record ColumnName(String value) implements Comparable<ColumnName>, Serializable {
  public ColumnName {
    if (value.isEmpty() || value.length() > 256) {
      throw new IllegalArgumentException(
          "a column name has 1 to 256 characters, got " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a column name has no control characters");
    }
  }

  @Override
  public int compareTo(ColumnName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
