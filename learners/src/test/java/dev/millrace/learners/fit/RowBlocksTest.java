package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

final class RowBlocksTest {
  @Test
  void everyRowIsVisitedOnce() {
    for (int threads = 1; threads <= 4; threads++) {
      try (RowBlocks blocks = new RowBlocks(threads)) {
        for (int rows : new int[] {0, 1, 7, 8, 9, 1_000}) {
          AtomicIntegerArray visits = new AtomicIntegerArray(rows);
          blocks.run(
              rows,
              8,
              (block, from, to) -> {
                assertThat(from).isEqualTo(block * 8);
                for (int row = from; row < to; row++) {
                  visits.incrementAndGet(row);
                }
              });
          for (int row = 0; row < rows; row++) {
            assertThat(visits.get(row)).isOne();
          }
        }
      }
    }
  }

  @Test
  void sumsHaveTheSameBitsOnAnyThreads() {
    double[] values = new SplittableRandom(1).doubles(100_003).toArray();
    double expected = sum(values, 1);
    for (int threads = 1; threads <= 4; threads++) {
      assertThat(sum(values, threads)).isEqualTo(expected);
    }
  }

  private static double sum(double[] values, int threads) {
    try (RowBlocks blocks = new RowBlocks(threads)) {
      return blocks.sum(
          values.length,
          (from, to) -> {
            double part = 0;
            for (int row = from; row < to; row++) {
              part += values[row] / 3;
            }
            return part;
          });
    }
  }

  @Test
  void theFirstFailureIsThrownAndTheRestIsLeft() {
    for (int threads = 1; threads <= 3; threads++) {
      try (RowBlocks blocks = new RowBlocks(threads)) {
        assertThatThrownBy(
                () ->
                    blocks.run(
                        1_000,
                        10,
                        (block, from, to) -> {
                          throw new IllegalStateException("block " + block);
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("block ");
      }
    }
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> new RowBlocks(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
