package dev.millrace.duckdb.text;

import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;

/** FLOAT64: any number whose nearest double is finite, and the names of NaN and the infinities. */
final class RealParser extends FieldParser {
  private final NumberScan scan = new NumberScan();
  private final double[] values;

  RealParser(int capacity) {
    super(capacity);
    values = new double[capacity];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    NumberScan.Kind kind = scan.scan(data, from, to);
    if (kind == NumberScan.Kind.NONE) {
      return false;
    }
    values[row] = scan.real(kind);
    return kind == NumberScan.Kind.NAMED || !Double.isInfinite(values[row]);
  }

  @Override
  Column column(int rows) {
    return DoubleColumn.owning(values, validity(rows));
  }
}
