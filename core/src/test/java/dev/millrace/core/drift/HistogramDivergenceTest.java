package dev.millrace.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import dev.millrace.core.statistics.ValueHistogram.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Divergences worked out by hand from the definition. */
final class HistogramDivergenceTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void aBucketCutInTwoIsTheSame() {
    ValueHistogram whole = histogram(0, new Bucket(0, 4, 8));
    ValueHistogram halves = histogram(0, new Bucket(0, 2, 1), new Bucket(2, 4, 1));
    assertThat(bits(whole, halves)).isZero();
  }

  @Test
  void apartIsOneBit() {
    assertThat(bits(histogram(0, new Bucket(0, 1, 5)), histogram(0, new Bucket(1, 2, 5))))
        .isEqualTo(1);
  }

  /** Shares (1, 0) and (1/2, 1/2): 1.5 - 0.75 log2 3 bits, halved terms included. */
  @Test
  void halfOfItElsewhere() {
    double expected =
        0.5 * (Math.log(4 / 3.0) / Math.log(2) + 0.5 * Math.log(2 / 3.0) / Math.log(2) + 0.5);
    assertThat(bits(histogram(0, new Bucket(0, 1, 5)), histogram(0, new Bucket(0, 2, 5))))
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void nanAndInfinityNeverMatch() {
    ValueHistogram nan = histogram(5, new Bucket(0, 1, 5));
    assertThat(bits(nan, nan)).isCloseTo(0.5, within(1e-15));
    ValueHistogram infinite = histogram(0, new Bucket(0, 1, 5), new Bucket(1, INFINITE, 5));
    assertThat(bits(infinite, infinite)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void aSingleValueIsNoPartOfARange() {
    ValueHistogram point = histogram(0, new Bucket(1, 1, 5));
    assertThat(bits(point, point)).isZero();
    assertThat(bits(point, histogram(0, new Bucket(0, 2, 5)))).isEqualTo(1);
  }

  @Test
  void nothingIsNotCompared() {
    assertThat(
            HistogramDivergence.jensenShannonBits(histogram(0), histogram(0, new Bucket(0, 1, 5))))
        .isEmpty();
  }

  private static double bits(ValueHistogram one, ValueHistogram two) {
    return HistogramDivergence.jensenShannonBits(one, two).orElseThrow();
  }

  private static ValueHistogram histogram(double nan, Bucket... buckets) {
    return new ValueHistogram(Kind.STANDARD, nan, 0, List.of(buckets));
  }
}
