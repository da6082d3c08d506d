package dev.millrace.spi.collect;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Exact quantiles of the finite values of a column.
 *
 * @param count finite values
 * @param probabilities what was asked for, in that order
 * @param values one for each probability; empty when there are no finite values
 */
public record Quantiles(long count, List<Double> probabilities, List<Double> values) {
  public Quantiles {
    probabilities = List.copyOf(probabilities);
    values = List.copyOf(values);
    if (values.size() != (count == 0 ? 0 : probabilities.size())) {
      throw new IllegalArgumentException(
          values.size() + " values for " + probabilities.size() + " probabilities");
    }
  }

  /** The quantile of a probability that was asked for; empty when there are no finite values. */
  public OptionalDouble at(double probability) {
    int position = probabilities.indexOf(probability);
    if (position < 0) {
      throw new IllegalArgumentException("no quantile was asked for at " + probability);
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.get(position));
  }
}
