package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which types can be compared: numbers with numbers, all else with its own type. */
final class ComparisonOverloads {
  private static final Map<Relation, List<Overload>> ALL = all();

  private ComparisonOverloads() {}

  static List<Overload> of(Relation relation) {
    return ALL.getOrDefault(relation, List.of());
  }

  private static Map<Relation, List<Overload>> all() {
    Map<Relation, List<Overload>> all = new EnumMap<>(Relation.class);
    for (Relation relation : Relation.values()) {
      all.put(relation, List.copyOf(make(relation)));
    }
    return all;
  }

  private static List<Overload> make(Relation relation) {
    List<Overload> overloads = new ArrayList<>();
    add(overloads, relation, ColumnType.INT64, ColumnType.INT64, Comparisons::longs);
    add(overloads, relation, ColumnType.FLOAT64, ColumnType.FLOAT64, Comparisons::doubles);
    add(overloads, relation, ColumnType.INT64, ColumnType.FLOAT64, Comparisons::longWithDouble);
    add(overloads, relation, ColumnType.FLOAT64, ColumnType.INT64, Comparisons::doubleWithLong);
    add(overloads, relation, ColumnType.UTF8, ColumnType.UTF8, Comparisons::texts);
    for (ColumnType time : Overload.TIMES) {
      add(overloads, relation, time, time, Comparisons::longs);
    }
    if (relation.isEquality()) {
      add(overloads, relation, ColumnType.BOOL, ColumnType.BOOL, Comparisons::bools);
    }
    return overloads;
  }

  private static void add(
      List<Overload> overloads, Relation relation, ColumnType left, ColumnType right, Test test) {
    overloads.add(
        Overload.binary(left, right, ColumnType.BOOL, (l, r) -> test.compare(relation, l, r)));
  }

  /** A comparison of two columns of fixed types. */
  @FunctionalInterface
  private interface Test {
    Column compare(Relation relation, Column left, Column right);
  }
}
