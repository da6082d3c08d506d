package dev.millrace.core.evaluate;

import java.util.Objects;

/**
 * How much worse a scorer gets when one column is shuffled among the rows (Breiman 2001; on raw
 * columns, so that all features made of one column count together).
 *
 * @param loss growth of the loss: log loss for classes, root mean squared error for numbers
 * @param deviation standard deviation of that growth over the shuffles
 */
public record ColumnImportance(String column, double loss, double deviation) {
  public ColumnImportance {
    Objects.requireNonNull(column);
  }
}
