package dev.millrace.core.analysis;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The statistics of several spans of the same table, each as a row of values in the order of spans.
 *
 * @param spans as their files are named
 * @param trends of the table first, then of its columns
 * @param typeChanges columns that have not the same type in all spans, or are not in all
 */
public record SpanTrends(List<String> spans, List<Trend> trends, List<TypeChange> typeChanges) {
  /** Statistics of the table as a whole have no column. */
  public static final String TABLE = "";

  /** A span and its profile. */
  public record SpanProfile(String span, TableProfile profile) {
    public SpanProfile {
      Objects.requireNonNull(span);
      Objects.requireNonNull(profile);
    }
  }

  /**
   * A statistic over the spans.
   *
   * @param values of each span; empty where it is not defined
   * @param time the column's type, when the values are days or moments in its unit
   */
  public record Trend(
      String column, String statistic, List<OptionalDouble> values, Optional<ColumnType> time) {
    public Trend {
      Objects.requireNonNull(time);
      Objects.requireNonNull(column);
      Objects.requireNonNull(statistic);
      values = List.copyOf(values);
    }

    /** True when some value differs from another, or one is not defined. */
    public boolean isMoving() {
      return values.stream().distinct().count() > 1;
    }
  }

  /**
   * The types of a column.
   *
   * @param types of each span; {@code none} where there is no such column
   */
  public record TypeChange(String column, List<String> types) {
    public TypeChange {
      Objects.requireNonNull(column);
      types = List.copyOf(types);
    }
  }

  public SpanTrends {
    spans = List.copyOf(spans);
    trends = List.copyOf(trends);
    typeChanges = List.copyOf(typeChanges);
  }

  /** Trends of spans in their order. */
  public static SpanTrends of(List<SpanProfile> spans) {
    Set<String> columns = new LinkedHashSet<>();
    spans.forEach(
        span ->
            span.profile().columns().forEach(column -> columns.add(column.field().name().value())));
    List<Trend> trends = new ArrayList<>();
    trends.add(
        new Trend(
            TABLE,
            "rows",
            spans.stream().map(span -> OptionalDouble.of((double) span.profile().rows())).toList(),
            Optional.empty()));
    List<TypeChange> changes = new ArrayList<>();
    for (String name : columns) {
      List<Map<String, Double>> numbers = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (SpanProfile span : spans) {
        var column =
            span.profile().columns().stream()
                .filter(one -> one.field().name().value().equals(name))
                .findFirst();
        numbers.add(column.map(ColumnNumbers::of).orElse(Map.of()));
        types.add(column.map(SpanTrends::type).orElse("none"));
      }
      add(name, time(name, spans), numbers, trends);
      if (types.stream().distinct().count() > 1) {
        changes.add(new TypeChange(name, types));
      }
    }
    return new SpanTrends(spans.stream().map(SpanProfile::span).toList(), trends, changes);
  }

  private static String type(ColumnProfile column) {
    return column.field().type().text();
  }

  /** The temporal type that a column has in all spans in which it is. */
  private static Optional<ColumnType> time(String column, List<SpanProfile> spans) {
    List<ColumnType> types =
        spans.stream()
            .flatMap(span -> span.profile().columns().stream())
            .map(ColumnProfile::field)
            .filter(field -> field.name().value().equals(column))
            .map(Field::type)
            .distinct()
            .toList();
    return types.size() == 1 && types.getFirst().isTemporal()
        ? Optional.of(types.getFirst())
        : Optional.empty();
  }

  private static void add(
      String column,
      Optional<ColumnType> time,
      List<Map<String, Double>> numbers,
      List<Trend> trends) {
    Map<String, List<OptionalDouble>> byStatistic = new LinkedHashMap<>();
    numbers.forEach(span -> span.keySet().forEach(name -> byStatistic.put(name, List.of())));
    byStatistic.replaceAll(
        (name, none) ->
            numbers.stream()
                .map(
                    span ->
                        span.containsKey(name)
                            ? OptionalDouble.of(span.getOrDefault(name, 0.0))
                            : OptionalDouble.empty())
                .toList());
    byStatistic.forEach(
        (name, values) ->
            trends.add(
                new Trend(
                    column,
                    name,
                    values,
                    time.filter(type -> ColumnNumbers.isMoment(type, name)))));
  }
}
