package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;

/** Conversions between numbers, and from truth values to numbers. */
final class Conversions {
  private Conversions() {}

  /** INT64 to the nearest FLOAT64. */
  static Column longToDouble(Column operand) {
    LongColumn column = (LongColumn) operand;
    DoubleBuilder out = new DoubleBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, (double) column.at(row));
    }
    return out.column();
  }

  /** DECIMAL to the nearest FLOAT64. */
  static Column decimalToDouble(Column operand) {
    DecimalColumn column = (DecimalColumn) operand;
    DoubleBuilder out = new DoubleBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        out.set(row, column.doubleAt(row));
      }
    }
    return out.column();
  }

  /** FLOAT64 to INT64 towards zero; missing for NaN and beyond 64 bits. */
  static Column doubleToLong(Column operand) {
    DoubleColumn column = (DoubleColumn) operand;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      setWhole(out, row, column.at(row));
    }
    return out.column(ColumnType.INT64);
  }

  /** 0 for false, 1 for true. */
  static Column boolToLong(Column operand) {
    BoolColumn column = (BoolColumn) operand;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, column.at(row) ? 1 : 0);
    }
    return out.column(ColumnType.INT64);
  }

  /** Sets a row to a double without its fraction, or makes it missing when no long is that. */
  static void setWhole(LongBuilder out, int row, double value) {
    if (value >= -0x1p63 && value < 0x1p63) {
      out.set(row, (long) value);
    } else {
      out.missing(row);
    }
  }
}
