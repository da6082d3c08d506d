package dev.millrace.spi.profile;

import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.ValueCount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of a column formed from the sample: for people to look at, and for edges between which
 * values are then counted exactly; nothing else may rest on them.
 *
 * @param quantiles of the finite values, ascending; empty for what is no number, and without values
 * @param histogram of numbers, in rows of the sample; its edges may leave out far values, which are
 *     then counted below or above
 * @param top the most frequent values, at most 50, with their rows in the sample; only where the
 *     exact part has none, and only values that occur twice
 * @param spread median and median absolute deviation of the finite numbers; empty for what is no
 *     number, and when more than half of them are the same
 * @param text what the values of a text column look like
 */
public record SampledColumn(
    List<Quantile> quantiles,
    Optional<FixedEdgeHistogram> histogram,
    List<ValueCount> top,
    Optional<RobustSpread> spread,
    Optional<TextForms> text) {
  /**
   * A value with the share of values at or below it.
   *
   * @param probability 0 to 1
   */
  public record Quantile(double probability, double value) {}

  public SampledColumn {
    Objects.requireNonNull(histogram);
    Objects.requireNonNull(spread);
    Objects.requireNonNull(text);
    quantiles = List.copyOf(quantiles);
    top = List.copyOf(top);
  }
}
