package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RowSampleTest {
  @Test
  void takesAboutItsShareAndOthersEachRound() {
    int[] first = taken(RowSample.of(0.3, 7, 0));
    int[] second = taken(RowSample.of(0.3, 7, 1));
    assertThat(first).hasSizeBetween(29_000, 31_000);
    assertThat(second).hasSizeBetween(29_000, 31_000).isNotEqualTo(first);
    assertThat(taken(RowSample.of(0.3, 8, 0))).isNotEqualTo(first);
    assertThat(taken(RowSample.of(0.3, 7, 0))).isEqualTo(first);
    assertThat(taken(RowSample.of(1, 7, 0))).hasSize(100_000);
  }

  private static int[] taken(RowSample sample) {
    return IntStream.range(0, 100_000).filter(sample::takes).toArray();
  }
}
