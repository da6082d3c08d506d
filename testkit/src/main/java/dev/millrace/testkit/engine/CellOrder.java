package dev.millrace.testkit.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The order of cells in an ordered pass, as {@link dev.millrace.spi.scan.SortOrder} says it. */
final class CellOrder implements Comparator<Optional<Object>> {
  static final CellOrder ORDER = new CellOrder();

  private CellOrder() {}

  @Override
  public int compare(Optional<Object> left, Optional<Object> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isPresent(), right.isPresent());
    }
    return values(left.get(), right.get());
  }

  private static int values(Object left, Object right) {
    return switch (left) {
      case Double value -> doubles(value, (Double) right);
      case Long value -> Long.compare(value, (Long) right);
      case Boolean value -> Boolean.compare(value, (Boolean) right);
      case BigDecimal value -> value.compareTo((BigDecimal) right);
      case String value -> Arrays.compareUnsigned(utf8(value), utf8((String) right));
      default -> throw new IllegalArgumentException("no order among " + left.getClass());
    };
  }

  /** -0.0 equals 0.0; NaN comes last. */
  private static int doubles(double left, double right) {
    if (left == right) {
      return 0;
    }
    return Double.compare(left, right);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
