package dev.millrace.spi.profile;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.spi.collect.DistinctNumbers;
import dev.millrace.spi.collect.DistinctTexts;
import dev.millrace.spi.collect.Together.Slot;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.DistinctCount.Precision;
import java.util.List;
import java.util.function.Function;

/** How the distinct values of a column are read off the states of a scan. */
record DistinctReading(
    Function<States, DistinctCount> count, Function<States, List<ValueCount>> top) {
  /** Longest decimal whose unscaled value is a long. */
  private static final int LONG_DIGITS = 18;

  /**
   * Adds the collector of a column's distinct values to a scan.
   *
   * @param most values counted one by one
   */
  static DistinctReading join(Field field, int most, TogetherBuilder together) {
    ColumnType type = field.type();
    if (type.isTemporal() || (type.isNumeric() && fitsLong(type))) {
      Slot<DistinctNumbers.State> numbers = together.add(new DistinctNumbers(field.name(), most));
      return new DistinctReading(
          states -> count(states.at(numbers).distinct(), states.at(numbers).isExact()),
          states ->
              states.at(numbers).top(ExactColumn.MOST_TOP, value -> ValueText.of(type, value)));
    }
    Slot<DistinctTexts.State> texts = together.add(new DistinctTexts(field.name(), most));
    return new DistinctReading(
        states -> count(states.at(texts).distinct(), states.at(texts).isExact()),
        // Bytes have no text to show.
        states ->
            type.equals(ColumnType.BYTES) ? List.of() : states.at(texts).top(ExactColumn.MOST_TOP));
  }

  private static boolean fitsLong(ColumnType type) {
    return !(type instanceof ColumnType.Decimal decimal) || decimal.precision() <= LONG_DIGITS;
  }

  private static DistinctCount count(long values, boolean counted) {
    return new DistinctCount(values, counted ? Precision.COUNTED : Precision.ESTIMATED);
  }
}
