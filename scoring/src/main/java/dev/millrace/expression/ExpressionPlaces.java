package dev.millrace.expression;

/** Tells people where in an expression something is, such as a place of the file it stands in. */
@FunctionalInterface
public interface ExpressionPlaces {
  /**
   * Words for a place.
   *
   * @param line from 1
   * @param column counted in characters, from 1
   */
  String tell(int line, int column);
}
