package dev.millrace.expression.function;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Makes the set of a list of constants, for values of one type. */
final class ConstantSet {
  private ConstantSet() {}

  /** Whether constants of one type can be equal to values of another. */
  static boolean takes(ColumnType values, ColumnType constants) {
    return values.isNumeric() && constants.isNumeric()
        || values.equals(constants) && (values.equals(ColumnType.UTF8) || values.isTemporal());
  }

  /** True for a missing constant and for NaN. */
  static boolean isUndecidable(Column constant) {
    return constant.isMissing(0)
        || constant instanceof DoubleColumn doubles && Double.isNaN(doubles.at(0));
  }

  /** The set of constants of one row each; those that no value of the type equals are left out. */
  static Membership of(ColumnType values, List<Column> constants) {
    if (values.equals(ColumnType.UTF8)) {
      return new TextSet(constants.stream().map(c -> ((BytesColumn) c).textAt(0)).toList());
    }
    return values.equals(ColumnType.FLOAT64) ? doubles(constants) : longs(constants);
  }

  private static Membership longs(List<Column> constants) {
    List<Long> kept = new ArrayList<>();
    for (Column constant : constants) {
      if (constant instanceof LongColumn whole) {
        kept.add(whole.at(0));
      } else if (constant instanceof DoubleColumn real && isLong(real.at(0))) {
        kept.add((long) real.at(0));
      }
    }
    return new LongSet(kept.stream().mapToLong(Long::longValue).toArray());
  }

  private static Membership doubles(List<Column> constants) {
    List<Double> kept = new ArrayList<>();
    for (Column constant : constants) {
      if (constant instanceof DoubleColumn real) {
        kept.add(real.at(0));
      } else if (constant instanceof LongColumn whole && isDouble(whole.at(0))) {
        kept.add((double) whole.at(0));
      }
    }
    return new DoubleSet(kept.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static boolean isLong(double value) {
    return value >= -0x1p63 && value < 0x1p63 && value == StrictMath.rint(value);
  }

  private static boolean isDouble(long value) {
    return new BigDecimal((double) value).compareTo(BigDecimal.valueOf(value)) == 0;
  }
}
