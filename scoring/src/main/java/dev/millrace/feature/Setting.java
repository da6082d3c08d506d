package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.Locale;

/** How settings that several steps have are checked and read. */
final class Setting {
  private Setting() {}

  static double finite(String name, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " is a finite number, got " + value);
    }
    return value;
  }

  static ColumnName column(JsonObject in, String name) {
    return new ColumnName(in.text(name));
  }

  /** Name of a constant in files: {@code DAY_OF_YEAR} is {@code day-of-year}. */
  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(JsonObject in, String name, E[] constants) {
    String found = in.text(name);
    for (E constant : constants) {
      if (text(constant).equals(found)) {
        return constant;
      }
    }
    throw new JsonSyntaxException(
        "member '"
            + name
            + "' is one of "
            + Arrays.stream(constants).map(Setting::text).toList()
            + ", found '"
            + found
            + "'",
        null);
  }
}
