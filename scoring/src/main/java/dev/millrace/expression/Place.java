package dev.millrace.expression;

/**
 * Where in its text a part of an expression begins. Equal to every other place, so that two
 * expressions are equal when they say the same, however they were written.
 */
final class Place {
  private final int offset;

  /**
   * @param offset position in UTF-16 units, from 0
   */
  Place(int offset) {
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "@" + offset;
  }
}
