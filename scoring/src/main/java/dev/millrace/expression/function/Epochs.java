package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;

/** Numbers counted from 1970-01-01T00:00Z, read as INSTANT; missing beyond its range. */
enum Epochs {
  SECONDS(1_000_000),
  MILLIS(1_000);

  private final long micros;

  Epochs(long micros) {
    this.micros = micros;
  }

  /** From INT64. */
  Column fromLongs(Column counts) {
    LongColumn column = (LongColumn) counts;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      Times.setScaled(out, row, column.at(row), micros);
    }
    return out.column(ColumnType.INSTANT);
  }

  /** From FLOAT64, to the nearest microsecond; missing for NaN. */
  Column fromDoubles(Column counts) {
    DoubleColumn column = (DoubleColumn) counts;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      Conversions.setWhole(out, row, StrictMath.rint(column.at(row) * micros));
    }
    return out.column(ColumnType.INSTANT);
  }
}
