package dev.millrace.duckdb.text;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** DECIMAL: numbers that the type holds exactly. */
final class DecimalParser extends FieldParser {
  private static final int LONGEST = 100;

  private final ColumnType.Decimal type;
  private final NumberScan scan = new NumberScan();
  private final long[] high;
  private final long[] low;

  DecimalParser(ColumnType.Decimal type, int capacity) {
    super(capacity);
    this.type = type;
    this.high = new long[capacity];
    this.low = new long[capacity];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    NumberScan.Kind kind = scan.scan(data, from, to);
    boolean number = kind == NumberScan.Kind.WHOLE || kind == NumberScan.Kind.REAL;
    if (!number || to - from > LONGEST || scan.hugeExponent()) {
      return false;
    }
    String text = new String(data, from, to - from, StandardCharsets.ISO_8859_1).strip();
    try {
      BigInteger unscaled =
          new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
      if (unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
        return false;
      }
      high[row] = unscaled.shiftRight(64).longValueExact();
      low[row] = unscaled.longValue();
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  @Override
  Column column(int rows) {
    return DecimalColumn.owning(type, high, low, validity(rows));
  }
}
