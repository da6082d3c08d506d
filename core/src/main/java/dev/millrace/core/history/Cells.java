package dev.millrace.core.history;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import java.util.Arrays;

/** Cells as 64 bits, and whether two cells of a key are the same. */
final class Cells {
  private Cells() {}

  /** Types a lag takes; it gives the same type, and FLOAT64 for decimals. */
  static boolean canLag(ColumnType type) {
    return type.isNumeric() || type.equals(ColumnType.BOOL) || type.isTemporal();
  }

  /** Types a rolling statistic takes. */
  static boolean isNumber(ColumnType type) {
    return type.isNumeric() || type.equals(ColumnType.BOOL);
  }

  static ColumnType lagType(ColumnType type) {
    return type instanceof ColumnType.Decimal ? ColumnType.FLOAT64 : type;
  }

  /** The bits of a value that is there, in the form {@link #column} reads. */
  static long bits(Column column, int row) {
    return switch (column) {
      case LongColumn longs -> longs.at(row);
      case BoolColumn flags -> flags.at(row) ? 1 : 0;
      default -> Double.doubleToLongBits(number(column, row));
    };
  }

  /** A value that is there as a number. */
  static double number(Column column, int row) {
    return switch (column) {
      case DoubleColumn reals -> reals.at(row);
      case LongColumn longs -> longs.at(row);
      case BoolColumn flags -> flags.at(row) ? 1 : 0;
      case DecimalColumn decimals -> decimals.doubleAt(row);
      default -> throw new IllegalArgumentException("no number: " + column.type().text());
    };
  }

  /** A column of values given by their bits. */
  static Column column(ColumnType type, long[] bits, Validity validity) {
    if (type.equals(ColumnType.FLOAT64)) {
      return DoubleColumn.owning(
          Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray(), validity);
    }
    if (type.equals(ColumnType.BOOL)) {
      boolean[] flags = new boolean[bits.length];
      for (int row = 0; row < flags.length; row++) {
        flags[row] = bits[row] == 1;
      }
      return BoolColumn.owning(flags, validity);
    }
    return LongColumn.owning(type, bits, validity);
  }

  /** True when a cell names a series: it is there, and not NaN. */
  static boolean namesSeries(Column column, int row) {
    return !column.isMissing(row)
        && !(column instanceof DoubleColumn reals && Double.isNaN(reals.at(row)));
  }

  /** True when two cells of one type are equal; -0.0 equals 0.0, as it does in sorting. */
  static boolean same(Column left, int leftRow, Column right, int rightRow) {
    return switch (left) {
      case LongColumn longs -> longs.at(leftRow) == ((LongColumn) right).at(rightRow);
      case DoubleColumn reals -> reals.at(leftRow) == ((DoubleColumn) right).at(rightRow);
      case BoolColumn flags -> flags.at(leftRow) == ((BoolColumn) right).at(rightRow);
      case DecimalColumn decimals ->
          decimals.highAt(leftRow) == ((DecimalColumn) right).highAt(rightRow)
              && decimals.lowAt(leftRow) == ((DecimalColumn) right).lowAt(rightRow);
      case BytesColumn bytes -> same(bytes, leftRow, (BytesColumn) right, rightRow);
      default -> throw new IllegalArgumentException("no key: " + left.type().text());
    };
  }

  private static boolean same(BytesColumn left, int leftRow, BytesColumn right, int rightRow) {
    int from = left.startAt(leftRow);
    int other = right.startAt(rightRow);
    return Arrays.equals(
        left.data(),
        from,
        from + left.lengthAt(leftRow),
        right.data(),
        other,
        other + right.lengthAt(rightRow));
  }
}
