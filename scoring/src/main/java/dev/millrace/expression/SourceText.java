package dev.millrace.expression;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;

/** The text an expression was read from; tells places in it to people. */
record SourceText(String value) {
  /**
   * A problem at a place: the column, counted in characters from 1, and the line if not the first.
   */
  Problem problem(ErrorCode code, Place place, String what) {
    return Problem.of(code, what).at(describe(place));
  }

  MillraceException refuse(ErrorCode code, Place place, String what, String next) {
    return problem(code, place, what).next(next).asException();
  }

  private String describe(Place place) {
    int lineStart = value.lastIndexOf('\n', place.offset() - 1) + 1;
    long line = 1 + value.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + value.codePointCount(lineStart, place.offset());
    String position = "column " + column + " of the expression";
    return line == 1 ? position : "line " + line + ", " + position;
  }
}
