package dev.millrace.core.drift;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Values of a column that are compared; what is missing, NaN or infinite is left out. */
public sealed interface Values {
  /** Numbers, ascending. */
  final class Numbers implements Values {
    private final double[] sorted;

    private Numbers(double[] sorted) {
      this.sorted = sorted;
    }

    double[] sorted() {
      return sorted;
    }

    @Override
    public long size() {
      return sorted.length;
    }

    @Override
    public SortedMap<String, Double> counts() {
      SortedMap<String, Double> counts = new TreeMap<>();
      for (double value : sorted) {
        counts.merge(Double.toString(value), 1.0, Double::sum);
      }
      return counts;
    }
  }

  /** Categories with how often each occurs. */
  record Categories(SortedMap<String, Double> counts) implements Values {
    public Categories {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    @Override
    public long size() {
      return (long) counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** How many values there are. */
  long size();

  /** Each value with how often it occurs. */
  SortedMap<String, Double> counts();

  /** Numbers in any order. */
  static Values numbers(double... values) {
    return new Numbers(
        Arrays.stream(values)
            .filter(Double::isFinite)
            .map(value -> value + 0.0)
            .sorted()
            .toArray());
  }

  /** True when values of this type can be compared. */
  static boolean reads(ColumnType type) {
    return type.isNumeric() || type.equals(ColumnType.UTF8) || type.equals(ColumnType.BOOL);
  }

  /** The values of a column of a type that {@link #reads} takes. */
  static Values of(Column column) {
    IntStream rows = IntStream.range(0, column.rows()).filter(row -> !column.isMissing(row));
    if (column instanceof DoubleColumn doubles) {
      return numbers(rows.mapToDouble(doubles::at).toArray());
    }
    if (column instanceof LongColumn longs) {
      return numbers(rows.mapToDouble(row -> (double) longs.at(row)).toArray());
    }
    if (column instanceof DecimalColumn decimals) {
      DoubleStream values = rows.mapToDouble(decimals::doubleAt);
      return numbers(values.toArray());
    }
    SortedMap<String, Double> counts = new TreeMap<>();
    CategoryCursor cursor = CategoryCursor.over(column);
    for (int row = 0; row < column.rows(); row++) {
      if (cursor.moveTo(row)) {
        String text =
            new String(cursor.bytes(), cursor.start(), cursor.length(), StandardCharsets.UTF_8);
        counts.merge(text, 1.0, Double::sum);
      }
    }
    return new Categories(counts);
  }
}
