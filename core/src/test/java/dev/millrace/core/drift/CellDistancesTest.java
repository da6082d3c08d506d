package dev.millrace.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Distances against NumPy and SciPy's jensenshannon in base 2, with half an observation a cell. */
class CellDistancesTest {
  @Test
  void distancesAreThoseOfScipy() {
    long[] reference = counts(100, 200, 300, 0, 0);
    long[] current = counts(50, 300, 250, 10, 0);
    assertThat(CellDistances.psi(reference, current)).isCloseTo(0.1880745153309252, within(1e-13));
    assertThat(CellDistances.jensenShannon(reference, current))
        .isCloseTo(0.17685265690266858, within(1e-13));

    assertThat(CellDistances.psi(counts(1000, 0, 0), counts(0, 0, 7)))
        .isCloseTo(9.65996217551442, within(1e-12));
    assertThat(CellDistances.jensenShannon(counts(1000, 0, 0), counts(0, 0, 7)))
        .isCloseTo(0.9085598449908552, within(1e-13));
  }

  @Test
  void whatIsTheSameIsNoDistanceApart() {
    long[] same = counts(10, 10, 10);
    assertThat(CellDistances.psi(same, same)).isZero();
    assertThat(CellDistances.jensenShannon(same, same)).isZero();
    assertThat(CellDistances.psiByChance(counts(7), counts(9))).isZero();
  }

  @Test
  void bothAreSymmetric() {
    long[] left = counts(5, 0, 17, 3);
    long[] right = counts(1, 8, 2, 3);
    assertThat(CellDistances.psi(left, right))
        .isCloseTo(CellDistances.psi(right, left), within(1e-12));
    assertThat(CellDistances.jensenShannon(left, right))
        .isCloseTo(CellDistances.jensenShannon(right, left), within(1e-12));
  }

  /**
   * Quantiles of chi-square from SciPy: 20.515 at 5 degrees of freedom, 27.877 at 9; within 1.5 %.
   */
  @Test
  void theAllowanceForChanceIsAQuantileOfChiSquare() {
    assertThat(CellDistances.psiByChance(counts(10, 10, 10, 10, 10, 10), counts(5, 5, 5, 5, 5, 5)))
        .isCloseTo(20.515 * (1.0 / 60 + 1.0 / 30), within(0.02));
    assertThat(
            CellDistances.psiByChance(
                counts(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), counts(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)))
        .isCloseTo(27.877 * 0.2, within(0.06));
  }

  @Test
  void samplesOfOnePopulationRarelyGoBeyondIt() {
    SplittableRandom random = new SplittableRandom(11);
    int beyond = 0;
    for (int round = 0; round < 4_000; round++) {
      long[] reference = sample(random, 2_000);
      long[] current = sample(random, 500);
      if (CellDistances.psi(reference, current) > CellDistances.psiByChance(reference, current)) {
        beyond++;
      }
    }
    assertThat(beyond).as("of 4,000, where about 4 are expected").isBetween(0, 12);
  }

  private static long[] sample(SplittableRandom random, int size) {
    long[] counts = new long[10];
    for (int i = 0; i < size; i++) {
      counts[random.nextInt(10)]++;
    }
    return counts(counts);
  }

  private static long[] counts(long... counts) {
    return counts;
  }
}
