package dev.millrace.expression.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every function of the language, by name. */
public final class Functions {
  private static final Map<String, Function> ALL = all();

  /** Names that other languages have for what is called differently here. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("ifnull", "coalesce"),
          Map.entry("nvl", "coalesce"),
          Map.entry("isnull", "x is missing"),
          Map.entry("iif", "if"),
          Map.entry("len", "length"),
          Map.entry("char_length", "length"),
          Map.entry("ln", "log"),
          Map.entry("power", "pow"),
          Map.entry("least", "min"),
          Map.entry("greatest", "max"),
          Map.entry("mod", "a % b"),
          Map.entry("ceiling", "ceil"),
          Map.entry("substr", "substring"),
          Map.entry("lcase", "lower"),
          Map.entry("ucase", "upper"),
          Map.entry("date_diff", "days_between"),
          Map.entry("datediff", "days_between"),
          Map.entry("dayofweek", "weekday"),
          Map.entry("timestamp", "instant"),
          Map.entry("regexp_matches", "contains"),
          Map.entry("cast", "int, float, text, date, datetime or instant"));

  private Functions() {}

  /** The function of a name, in any case. */
  public static Optional<Function> find(String name) {
    return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
  }

  public static Set<String> names() {
    return ALL.keySet();
  }

  /** What stands here for a function of another language. */
  public static Optional<String> knownElsewhere(String name) {
    return Optional.ofNullable(ELSEWHERE.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All of them, in the order of the documentation. */
  public static Collection<Function> values() {
    return ALL.values();
  }

  private static Map<String, Function> all() {
    Map<String, Function> all = new LinkedHashMap<>();
    for (List<Function> group :
        List.of(NumberFunctions.ALL, TextFunctions.ALL, TimeFunctions.ALL, Casts.ALL)) {
      for (Function function : group) {
        all.put(function.name(), function);
      }
    }
    return Collections.unmodifiableMap(all);
  }
}
