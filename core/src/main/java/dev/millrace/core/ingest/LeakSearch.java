package dev.millrace.core.ingest;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks on a sample for columns that give the label away: one that tells it almost without error,
 * and two whose sum it is.
 */
public final class LeakSearch {
  private static final int ROWS = 5000;
  private static final double ALMOST_ALL = 0.995;

  private final Engine engine;
  private final TableProfile profile;

  public LeakSearch(Engine engine, TableProfile profile) {
    this.engine = engine;
    this.profile = profile;
  }

  /** Suspects with their reasons. */
  public Map<String, String> find(DataCut cut, ColumnProfile label) {
    Batch rows = engine.sample(Scan.all(cut), new SampleSize(ROWS, 7)).values();
    Map<String, String> leaks = new LinkedHashMap<>();
    Column target = rows.column(label.field().name());
    List<ColumnName> numbers =
        profile.columns().stream()
            .filter(column -> column.field().type().isNumeric())
            .map(column -> column.field().name())
            .filter(name -> !name.equals(label.field().name()))
            .limit(200)
            .toList();
    if (label.field().type().isNumeric()) {
      sums(rows, target, numbers, leaks);
    }
    for (ColumnProfile column : profile.columns()) {
      ColumnName name = column.field().name();
      boolean comparable =
          CategoryCursor.reads(column.field().type()) && CategoryCursor.reads(label.field().type());
      if (!name.equals(label.field().name())
          && comparable
          && column.exact().distinct().values() > 1
          && tells(rows.column(name), target)) {
        leaks.putIfAbsent(name.value(), "tells the label almost without error: a leak?");
      }
    }
    return leaks;
  }

  private static void sums(
      Batch rows, Column target, List<ColumnName> numbers, Map<String, String> leaks) {
    for (int i = 0; i < numbers.size(); i++) {
      for (int k = i + 1; k < numbers.size(); k++) {
        if (isSum(target, rows.column(numbers.get(i)), rows.column(numbers.get(k)))) {
          String why =
              String.format(Locale.ROOT, "the label is %s + %s", numbers.get(i), numbers.get(k));
          leaks.put(numbers.get(i).value(), why);
          leaks.put(numbers.get(k).value(), why);
        }
      }
    }
  }

  private static boolean isSum(Column target, Column left, Column right) {
    int seen = 0;
    boolean varied = false;
    for (int row = 0; row < target.rows(); row++) {
      if (target.isMissing(row) || left.isMissing(row) || right.isMissing(row)) {
        continue;
      }
      double sum = number(left, row) + number(right, row);
      double label = number(target, row);
      if (Math.abs(sum - label) > 1e-9 * Math.max(1, Math.abs(label))) {
        return false;
      }
      varied |= number(left, row) != 0 && number(right, row) != 0;
      seen++;
    }
    return varied && seen >= 20;
  }

  private static double number(Column column, int row) {
    return switch (column) {
      case DoubleColumn reals -> reals.at(row);
      case LongColumn wholes -> wholes.at(row);
      case DecimalColumn decimals -> decimals.doubleAt(row);
      default -> Double.NaN;
    };
  }

  /**
   * True when the value nearly always fixes a label that varies: each value seen at least twice is
   * given its most frequent label, and those are right nearly always and far more often than the
   * most frequent label alone would be.
   */
  private static boolean tells(Column column, Column target) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    Map<String, Integer> labels = new HashMap<>();
    CategoryCursor value = CategoryCursor.over(column);
    CategoryCursor label = CategoryCursor.over(target);
    for (int row = 0; row < target.rows(); row++) {
      if (value.moveTo(row) && label.moveTo(row)) {
        counts
            .computeIfAbsent(text(value), v -> new HashMap<>())
            .merge(text(label), 1, Integer::sum);
      }
    }
    int right = 0;
    int seen = 0;
    for (Map<String, Integer> ofValue : counts.values()) {
      int rows = ofValue.values().stream().mapToInt(Integer::intValue).sum();
      if (rows < 2) {
        continue;
      }
      seen += rows;
      right += ofValue.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      ofValue.forEach((text, count) -> labels.merge(text, count, Integer::sum));
    }
    int most = labels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    boolean enough = seen >= 0.5 * target.rows() && seen >= 100 && labels.size() > 1;
    double gap = 1 - (double) most / Math.max(seen, 1);
    return enough && right >= ALMOST_ALL * seen && 1 - (double) right / seen <= 0.1 * gap;
  }

  private static String text(CategoryCursor cursor) {
    return new String(cursor.bytes(), cursor.start(), cursor.length(), StandardCharsets.UTF_8);
  }
}
