package dev.millrace.column;

import java.math.BigDecimal;
import java.math.BigInteger;

/** DECIMAL values as 128-bit unscaled integers. */
public final class DecimalColumn extends Column {
  private final int scale;
  private final long[] high;
  private final long[] low;

  private DecimalColumn(ColumnType.Decimal type, long[] high, long[] low, Validity validity) {
    super(type, validity);
    this.scale = type.scale();
    this.high = high;
    this.low = low;
  }

  /**
   * Makes both arrays this column's own.
   *
   * @param high upper 64 bits of the unscaled value, signed
   * @param low lower 64 bits, unsigned
   */
  public static DecimalColumn owning(
      ColumnType.Decimal type, long[] high, long[] low, Validity validity) {
    Lengths.require(Math.min(high.length, low.length), validity);
    return new DecimalColumn(type, high, low, validity);
  }

  /** Value of a row that is not missing. */
  public BigDecimal at(int row) {
    return new BigDecimal(unscaled(row), scale);
  }

  /** Nearest double of a row that is not missing. */
  public double doubleAt(int row) {
    return fitsLong(row) && scale == 0 ? (double) low[row] : at(row).doubleValue();
  }

  /** Upper 64 bits of a row's unscaled value, signed. */
  public long highAt(int row) {
    return high[row];
  }

  /** Lower 64 bits of a row's unscaled value, unsigned. */
  public long lowAt(int row) {
    return low[row];
  }

  private BigInteger unscaled(int row) {
    if (fitsLong(row)) {
      return BigInteger.valueOf(low[row]);
    }
    BigInteger lower = BigInteger.valueOf(low[row] & Long.MAX_VALUE);
    if (low[row] < 0) {
      lower = lower.setBit(63);
    }
    return BigInteger.valueOf(high[row]).shiftLeft(64).or(lower);
  }

  private boolean fitsLong(int row) {
    return high[row] == low[row] >> 63;
  }

  @Override
  public DecimalColumn select(int[] rows) {
    long[] chosenHigh = new long[rows.length];
    long[] chosenLow = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosenHigh[i] = high[rows[i]];
      chosenLow[i] = low[rows[i]];
    }
    return new DecimalColumn(
        (ColumnType.Decimal) type(), chosenHigh, chosenLow, selectValidity(rows));
  }
}
