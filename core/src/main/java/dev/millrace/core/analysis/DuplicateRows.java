package dev.millrace.core.analysis;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that equal another in every cell, counted exactly by sorting; missing equals missing, NaN
 * equals NaN, -0.0 equals 0.0.
 *
 * @param repeated rows that equal an earlier one
 * @param distinct rows that are left when these are taken away
 * @param repeatedRows of these, those that come more than once
 */
public record DuplicateRows(long repeated, long distinct, long repeatedRows) {
  /** Counts them; empty when a column has no order, such as a list or a vector. */
  public static Optional<DuplicateRows> count(Engine engine, DataCut cut) {
    List<ColumnName> columns =
        cut.fields().asList().stream()
            .filter(field -> isComparable(field.type()))
            .map(field -> field.name())
            .toList();
    return columns.size() < cut.fields().size() || columns.isEmpty()
        ? Optional.empty()
        : Optional.of(engine.ordered(Scan.all(cut), new SortOrder(columns), new Pass()));
  }

  private static boolean isComparable(ColumnType type) {
    return !(type instanceof ColumnType.ListOf) && !(type instanceof ColumnType.FixedVector);
  }

  private static final class Pass implements OrderedPass<DuplicateRows> {
    private @Nullable Batch last;
    private long repeated;
    private long distinct;
    private long repeatedRows;
    private boolean again;

    @Override
    public void next(RowBatch rows) {
      Batch values = rows.values();
      Batch before = last;
      see(before != null && equal(before, 0, values, 0));
      for (int row = 1; row < rows.rows(); row++) {
        see(equal(values, row - 1, values, row));
      }
      last = values.select(new int[] {rows.rows() - 1});
    }

    private void see(boolean same) {
      repeated += same ? 1 : 0;
      distinct += same ? 0 : 1;
      repeatedRows += same && !again ? 1 : 0;
      again = same;
    }

    @Override
    public DuplicateRows finish() {
      return new DuplicateRows(repeated, distinct, repeatedRows);
    }
  }

  private static boolean equal(Batch one, int row, Batch two, int other) {
    for (int i = 0; i < one.fields().size(); i++) {
      if (!equal(one.column(i), row, two.column(i), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Column one, int row, Column two, int other) {
    if (one.isMissing(row) || two.isMissing(other)) {
      return one.isMissing(row) && two.isMissing(other);
    }
    return switch (one) {
      case LongColumn longs -> longs.at(row) == ((LongColumn) two).at(other);
      case DoubleColumn reals ->
          Double.compare(reals.at(row) + 0.0, ((DoubleColumn) two).at(other) + 0.0) == 0;
      case BoolColumn bools -> bools.at(row) == ((BoolColumn) two).at(other);
      case DecimalColumn decimals ->
          decimals.highAt(row) == ((DecimalColumn) two).highAt(other)
              && decimals.lowAt(row) == ((DecimalColumn) two).lowAt(other);
      case BytesColumn bytes -> equal(bytes, row, (BytesColumn) two, other);
      default -> throw new IllegalArgumentException("no order of " + one.type().text());
    };
  }

  private static boolean equal(BytesColumn one, int row, BytesColumn two, int other) {
    int start = one.startAt(row);
    int begin = two.startAt(other);
    return Arrays.equals(
        one.data(),
        start,
        start + one.lengthAt(row),
        two.data(),
        begin,
        begin + two.lengthAt(other));
  }
}
