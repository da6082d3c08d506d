package dev.millrace.expression.function;

import dev.millrace.column.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a function as people read them: {@code abs(T) -> T for int64, float64}. Forms that
 * differ in one type only share a line.
 */
final class Signature {
  private Signature() {}

  /** One line for each kind of form. */
  static List<String> lines(String name, List<Overload> overloads) {
    Map<String, List<ColumnType>> types = new LinkedHashMap<>();
    Map<String, String> exact = new LinkedHashMap<>();
    for (Overload overload : overloads) {
      ColumnType varying = overload.parameters().get(0);
      String pattern = text(name, overload, varying);
      types.computeIfAbsent(pattern, key -> new ArrayList<>()).add(varying);
      exact.putIfAbsent(pattern, text(name, overload, null));
    }
    List<String> lines = new ArrayList<>();
    types.forEach(
        (pattern, of) ->
            lines.add(of.size() == 1 ? exact.getOrDefault(pattern, pattern) : joined(pattern, of)));
    return lines;
  }

  private static String joined(String pattern, List<ColumnType> types) {
    return pattern
        + " for "
        + types.stream().map(ColumnType::text).collect(Collectors.joining(", "));
  }

  private static String text(String name, Overload overload, @Nullable ColumnType varying) {
    String parameters =
        overload.parameters().stream()
            .map(type -> letter(type, varying))
            .collect(Collectors.joining(", "));
    String more = overload.arity() == Overload.Arity.REPEATED ? ", ..." : "";
    return name + "(" + parameters + more + ") -> " + letter(overload.result(), varying);
  }

  private static String letter(ColumnType type, @Nullable ColumnType varying) {
    return type.equals(varying) ? "T" : type.text();
  }
}
