package dev.millrace.expression;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import java.nio.charset.StandardCharsets;

/** The same value in every row. */
final class Constant implements Step {
  /** No value, and no type yet: a place that needs a type gives it one or refuses it. */
  static final Constant MISSING =
      new Constant(BoolColumn.owning(new boolean[1], Validity.owning(1, new long[1])));

  private final Column value;

  /**
   * @param value a column of one row
   */
  Constant(Column value) {
    this.value = value;
  }

  static Constant of(long value) {
    return new Constant(LongColumn.owning(ColumnType.INT64, new long[] {value}, Validity.all(1)));
  }

  static Constant of(double value) {
    return new Constant(DoubleColumn.owning(new double[] {value}, Validity.all(1)));
  }

  static Constant of(boolean value) {
    return new Constant(BoolColumn.owning(new boolean[] {value}, Validity.all(1)));
  }

  static Constant of(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return new Constant(
        BytesColumn.owning(ColumnType.UTF8, utf8, new int[] {0, utf8.length}, Validity.all(1)));
  }

  /** A missing value of a type that expressions can make. */
  static Constant missing(ColumnType type) {
    Validity none = Validity.owning(1, new long[1]);
    if (type.equals(ColumnType.BOOL)) {
      return new Constant(BoolColumn.owning(new boolean[1], none));
    }
    if (type.equals(ColumnType.FLOAT64)) {
      return new Constant(DoubleColumn.owning(new double[1], none));
    }
    if (type.equals(ColumnType.UTF8)) {
      return new Constant(BytesColumn.owning(type, new byte[0], new int[2], none));
    }
    return new Constant(LongColumn.owning(type, new long[1], none));
  }

  /** The value as a column of one row. */
  Column value() {
    return value;
  }

  @Override
  public ColumnType type() {
    return value.type();
  }

  @Override
  public Column evaluate(Batch batch) {
    return batch.rows() == 1 ? value : value.select(new int[batch.rows()]);
  }
}
