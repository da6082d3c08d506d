package dev.millrace.column;

/** The check every column makes: as many values as its validity has rows. */
final class Lengths {
  private Lengths() {}

  static void require(int values, Validity validity) {
    if (values < validity.rows()) {
      throw new IllegalArgumentException(values + " values for " + validity.rows() + " rows");
    }
  }
}
