package dev.millrace.scorer;

import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** DECIMAL from numbers, or texts of digits where a number would lose some. */
final class DecimalCells extends CellColumn {
  private static final int LONGEST = 60;

  private final ColumnType.Decimal type;
  private long[] high = new long[1];
  private long[] low = new long[1];

  DecimalCells(ColumnType.Decimal type) {
    this.type = type;
  }

  @Override
  String allowed() {
    return "a number or its digits as text, up to "
        + type.precision()
        + " digits, "
        + type.scale()
        + " of them after the point";
  }

  @Override
  boolean putWhole(int row, long value) {
    return putText(row, Long.toString(value));
  }

  @Override
  boolean putReal(int row, double value) {
    return putText(row, JsonNumber.text(value));
  }

  @Override
  boolean putText(int row, String text) {
    putNothing(row);
    Optional<BigInteger> unscaled = unscaled(text);
    if (unscaled.isEmpty()) {
      return false;
    }
    low[row] = unscaled.get().longValue();
    high[row] = unscaled.get().shiftRight(64).longValue();
    return true;
  }

  private Optional<BigInteger> unscaled(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      BigDecimal exact = new BigDecimal(text).stripTrailingZeros();
      boolean fits =
          exact.scale() <= type.scale()
              && (long) exact.precision() - exact.scale() <= type.precision() - type.scale();
      return fits || exact.signum() == 0
          ? Optional.of(exact.setScale(type.scale()).unscaledValue())
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  void putNothing(int row) {
    if (row == low.length) {
      low = Arrays.copyOf(low, 2 * row);
      high = Arrays.copyOf(high, 2 * row);
    }
  }

  @Override
  DecimalColumn build() {
    return DecimalColumn.owning(type, high, low, validity());
  }
}
