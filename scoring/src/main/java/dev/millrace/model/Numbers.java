package dev.millrace.model;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;

/** The bounds every learned model keeps: counts within limits, parameters finite. */
final class Numbers {
  static final int MAX_WIDTH = 1 << 24;
  static final int MAX_OUTPUTS = 1 << 14;

  private Numbers() {}

  static void requireCount(String what, int count, int most) {
    if (count < 0 || count > most) {
      throw invalid("the number of " + what + " is out of range", count, "0 to " + most);
    }
  }

  static void requireSome(String what, int count, int most) {
    if (count < 1 || count > most) {
      throw invalid("the number of " + what + " is out of range", count, "1 to " + most);
    }
  }

  static void requireFinite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i]) || Double.isInfinite(values[i])) {
        throw invalid(what + " " + i + " is not finite", values[i], "a finite number");
      }
    }
  }

  static void requireFinite(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i]) || Float.isInfinite(values[i])) {
        throw invalid(what + " " + i + " is not finite", values[i], "a finite number");
      }
    }
  }

  static MillraceException invalid(String what, Object found, String allowed) {
    return Problem.of(ErrorCode.SCORER_INVALID, what).found(found).allowed(allowed).asException();
  }
}
