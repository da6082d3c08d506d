package dev.millrace.spi.id;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;

/** The one check of names people choose: lower-case words joined by hyphens. */
final class Names {
  private static final int LONGEST = 63;

  private Names() {}

  static String requireKebab(String kind, String value) {
    if (!isKebab(value)) {
      throw Problem.of(ErrorCode.NAME_INVALID, "this cannot be a " + kind + " name")
          .found(value)
          .allowed("1 to 63 of a-z, 0-9 and inner hyphens")
          .asException();
    }
    return value;
  }

  private static boolean isKebab(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean inner = i > 0 && i < value.length() - 1;
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && inner))) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LONGEST;
  }
}
