package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.LongColumn;
import java.util.Arrays;

/** A fixed set of whole numbers, or of times of one type, to look rows up in. */
final class LongSet implements Membership {
  private final long[] sorted;

  LongSet(long[] values) {
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  @Override
  public Column contains(Column values) {
    LongColumn column = (LongColumn) values;
    BoolBuilder out = new BoolBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, Arrays.binarySearch(sorted, column.at(row)) >= 0);
    }
    return out.column();
  }
}
