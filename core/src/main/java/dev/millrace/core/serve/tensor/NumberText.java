package dev.millrace.core.serve.tensor;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonNumber;

/** Numbers that are not texts yet, as rows have them. */
public final class NumberText {
  private NumberText() {}

  /** NaN says, as in the formats that have it, that there is no value. */
  public static void real(double value, RowBytes out) {
    if (Double.isNaN(value)) {
      out.ascii("null");
    } else if (Double.isInfinite(value)) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "a tensor has an element that is not finite")
          .found(value)
          .allowed("finite numbers; NaN for a missing value")
          .asException();
    } else {
      out.ascii(JsonNumber.text(value));
    }
  }

  /** 0 is false and 1 is true; anything else is no truth value, which the reader of rows says. */
  public static void truth(double value, RowBytes out) {
    if (value == 0 || value == 1) {
      out.ascii(value == 0 ? "false" : "true");
    } else {
      real(value, out);
    }
  }
}
