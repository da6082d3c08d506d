package dev.millrace.core.serve.tensor;

/** The elements of a tensor, row-major, whatever form they came in. */
public interface TensorCells {
  /** How many there are. */
  int count();

  /**
   * Writes an element as rows have it: a number, a text, true, false, or null for what is not
   * there, NaN among it. VALUE_INVALID for an infinity, which no row can carry.
   */
  void write(int element, RowBytes out);

  /**
   * The same for a column of truth values, of which 0 is false and 1 is true; other numbers stay
   * what they are, for the reader of rows to refuse.
   */
  void writeTruth(int element, RowBytes out);

  /** The same for a column of bytes: in base 64, where the element is not that already. */
  void writeBytes(int element, RowBytes out);
}
