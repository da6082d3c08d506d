package dev.millrace.core.statistics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Figures of numbers.
 *
 * @param min least value, the infinities included; empty when there is none
 * @param max greatest value, likewise
 * @param nan values that are no number
 * @param weighted histograms by sums of weights; empty when there are none
 */
public record NumericStatistics(
    double mean,
    double deviation,
    double zeros,
    OptionalDouble min,
    double median,
    OptionalDouble max,
    double nan,
    List<ValueHistogram> histograms,
    Optional<List<ValueHistogram>> weighted) {
  public NumericStatistics {
    Objects.requireNonNull(min);
    Objects.requireNonNull(max);
    histograms = List.copyOf(histograms);
    weighted = weighted.map(List::copyOf);
  }

  /** Values that are no number, as far as anything counted them. */
  public double notNumbers() {
    return Math.max(nan, histograms.stream().mapToDouble(ValueHistogram::nan).max().orElse(0));
  }
}
