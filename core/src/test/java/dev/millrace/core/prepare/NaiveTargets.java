package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.testkit.table.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Target means by looking at every training row anew. */
final class NaiveTargets {
  private record Row(long id, int fold, Optional<Object> category, double label) {}

  /** Takes one row. */
  interface Each {
    void take(long id, int fold, Optional<Object> category);
  }

  private final List<Row> rows = new ArrayList<>();

  private NaiveTargets() {}

  static NaiveTargets gather(Engine engine, Split split, FoldRule folds) {
    List<ColumnName> all =
        split.cut().fields().asList().stream().map(field -> field.name()).toList();
    RowBatch batch = engine.sample(split.train().scan(all), new SampleSize(10_000, 0));
    NaiveTargets targets = new NaiveTargets();
    int[] fold = folds.folds(batch);
    for (int row = 0; row < batch.rows(); row++) {
      targets.rows.add(
          new Row(
              (Long) Objects.requireNonNull(cell(batch, "id", row)),
              fold[row],
              Optional.ofNullable(cell(batch, "c", row)),
              (Double) Objects.requireNonNull(cell(batch, "y", row))));
    }
    return targets;
  }

  private static @org.jspecify.annotations.Nullable Object cell(
      RowBatch batch, String column, int row) {
    return Cells.at(batch.values().column(new ColumnName(column)), row);
  }

  void forEach(Each each) {
    rows.forEach(row -> each.take(row.id(), row.fold(), row.category()));
  }

  double smoothed(Optional<Object> category, IntPredicate folds, double smoothing) {
    double all = 0;
    long count = 0;
    double own = 0;
    long ownCount = 0;
    for (Row row : rows) {
      if (folds.test(row.fold())) {
        all += row.label();
        count++;
        if (row.category().equals(category)) {
          own += row.label();
          ownCount++;
        }
      }
    }
    double prior = all / count;
    return (own + smoothing * prior) / (ownCount + smoothing);
  }
}
