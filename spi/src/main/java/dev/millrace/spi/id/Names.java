package dev.millrace.spi.id;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.regex.Pattern;

/** The one check of names people choose: lower-case words joined by hyphens. */
final class Names {
  private static final Pattern KEBAB = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  static String requireKebab(String kind, String value) {
    if (!KEBAB.matcher(value).matches()) {
      throw Problem.of(ErrorCode.NAME_INVALID, "this cannot be a " + kind + " name")
          .found(value)
          .allowed("1 to 63 of a-z, 0-9 and inner hyphens")
          .asException();
    }
    return value;
  }
}
