package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import dev.millrace.core.history.TableStep.Lag;
import dev.millrace.core.history.TableStep.Rolling;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.testkit.table.Cells;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A history made by looking at every earlier row anew, with all rows in memory. */
final class NaiveHistory {
  private final RowBatch rows;

  NaiveHistory(RowBatch rows) {
    this.rows = rows;
  }

  private @Nullable Object cell(ColumnName name, int row) {
    return Cells.at(rows.values().column(name), row);
  }

  private List<@Nullable Object> cells(List<ColumnName> names, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    names.forEach(name -> cells.add(cell(name, row)));
    return cells;
  }

  private boolean isPlaced(Series series, int row) {
    return cells(series.columns(), row).stream()
        .allMatch(cell -> cell != null && !cell.equals(Double.NaN));
  }

  /** Negative when the first row is earlier. */
  private int compareTimes(Series series, int a, int b) {
    for (ColumnName order : series.order()) {
      int compared =
          Long.compare(
              (Long) Objects.requireNonNull(cell(order, a)),
              (Long) Objects.requireNonNull(cell(order, b)));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private List<Integer> earlier(Series series, int row) {
    List<Integer> earlier = new ArrayList<>();
    for (int other = 0; other < rows.rows(); other++) {
      if (isPlaced(series, other)
          && cells(series.by(), other).equals(cells(series.by(), row))
          && compareTimes(series, other, row) < 0) {
        earlier.add(other);
      }
    }
    earlier.sort(
        Comparator.<Integer>comparingInt(r -> 0)
            .thenComparing((a, b) -> compareTimes(series, a, b))
            .thenComparingLong(r -> rows.ids().hashAt(r)));
    return earlier;
  }

  /** The value of a step in a row. */
  @Nullable Object value(TableStep step, int row) {
    if (!isPlaced(step.series(), row)) {
      return null;
    }
    List<Integer> earlier = earlier(step.series(), row);
    return switch (step) {
      case Lag lag ->
          earlier.size() < lag.rows()
              ? null
              : cell(lag.column(), earlier.get(earlier.size() - lag.rows()));
      case Rolling rolling -> rolling(rolling, window(rolling, earlier, row));
    };
  }

  private List<Double> window(Rolling step, List<Integer> earlier, int row) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < earlier.size(); i++) {
      int other = earlier.get(i);
      boolean inside =
          switch (step.window()) {
            case Window.LastRows last -> i >= earlier.size() - last.rows();
            case Window.LastTime time ->
                time(step, other) >= time(step, row) - time.length().toSeconds();
          };
      if (inside && cell(step.column(), other) instanceof Number number) {
        values.add(number.doubleValue());
      }
    }
    return values;
  }

  private long time(Rolling step, int row) {
    return (Long) Objects.requireNonNull(cell(step.series().order().get(0), row));
  }

  private static @Nullable Object rolling(Rolling step, List<Double> values) {
    if (step.aggregate() == Aggregate.COUNT) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    return switch (step.aggregate()) {
      case MIN -> values.stream().reduce(Double.POSITIVE_INFINITY, Math::min);
      case MAX -> values.stream().reduce(Double.NEGATIVE_INFINITY, Math::max);
      case SUM -> sum(values);
      case MEAN -> sum(values) / values.size();
      case COUNT -> throw new IllegalStateException("told before");
    };
  }

  private static double sum(List<Double> values) {
    if (values.stream().anyMatch(value -> !Double.isFinite(value))) {
      return values.stream().mapToDouble(value -> Double.isFinite(value) ? 0 : value).sum();
    }
    return values.stream()
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .doubleValue()
        + 0.0;
  }
}
