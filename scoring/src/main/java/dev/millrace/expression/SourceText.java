package dev.millrace.expression;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;

/** The text an expression was read from; tells places in it to people. */
record SourceText(String value, ExpressionPlaces places) {
  /** Places told by the expression alone. */
  static final ExpressionPlaces BY_COLUMN =
      (line, column) -> {
        String position = "column " + column + " of the expression";
        return line == 1 ? position : "line " + line + ", " + position;
      };

  /** A problem at a place, told by its line and its column in characters, both from 1. */
  Problem problem(ErrorCode code, Place place, String what) {
    return Problem.of(code, what).at(describe(place));
  }

  MillraceException refuse(ErrorCode code, Place place, String what, String next) {
    return problem(code, place, what).next(next).asException();
  }

  private String describe(Place place) {
    int lineStart = value.lastIndexOf('\n', place.offset() - 1) + 1;
    int line = 1 + (int) value.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + value.codePointCount(lineStart, place.offset());
    return places.tell(line, column);
  }
}
