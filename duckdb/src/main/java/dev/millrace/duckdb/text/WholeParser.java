package dev.millrace.duckdb.text;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;

/** INT64: whole numbers; 180.0 is one too, since nothing is lost. */
final class WholeParser extends FieldParser {
  private static final double LARGEST_EXACT = 0x1p53;

  private final NumberScan scan = new NumberScan();
  private final long[] values;

  WholeParser(int capacity) {
    super(capacity);
    values = new long[capacity];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    NumberScan.Kind kind = scan.scan(data, from, to);
    if (kind == NumberScan.Kind.WHOLE && scan.fitsLong()) {
      values[row] = scan.whole();
      return true;
    }
    if (kind == NumberScan.Kind.REAL) {
      double real = scan.real(kind);
      values[row] = (long) real;
      return values[row] == real && Math.abs(real) <= LARGEST_EXACT;
    }
    return false;
  }

  @Override
  Column column(int rows) {
    return LongColumn.owning(ColumnType.INT64, values, validity(rows));
  }
}
