package dev.millrace.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.release.AnytimeShares.Interval;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Evidence that may be looked at after every single row. */
class AnytimeSharesTest {
  private static final int EXPERIMENTS = 2_000;
  private static final int ROWS = 1_000;

  @Test
  void testsOfEqualVersionsFindADifferenceNoMoreOftenThanTheyMay() {
    for (double share : new double[] {0.02, 0.3, 0.5, 0.9}) {
      int found = 0;
      SplittableRandom chance = new SplittableRandom(7);
      for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
        found += decided(chance, share, share, 0.05) > 0 ? 1 : 0;
      }
      assertThat(found / (double) EXPERIMENTS).as("with a share of " + share).isLessThan(0.05);
    }
  }

  @Test
  void aTestOfOneFixedSizeLookedAtAfterEachRowWouldFindThemFarTooOften() {
    SplittableRandom chance = new SplittableRandom(7);
    int found = 0;
    for (int experiment = 0; experiment < 500; experiment++) {
      found += fixedSizeDecides(chance) ? 1 : 0;
    }
    assertThat(found / 500.0).as("what the test guards against is there").isGreaterThan(0.2);
  }

  @Test
  void realDifferencesAreFound() {
    SplittableRandom chance = new SplittableRandom(11);
    int found = 0;
    for (int experiment = 0; experiment < 300; experiment++) {
      found += decided(chance, 0.65, 0.45, 0.05) > 0 ? 1 : 0;
    }
    assertThat(found / 300.0).isGreaterThan(0.9);
  }

  @Test
  void theTrueShareIsInTheSequenceOfIntervalsAtAllTimes() {
    SplittableRandom chance = new SplittableRandom(13);
    int missed = 0;
    for (int experiment = 0; experiment < 400; experiment++) {
      int hits = 0;
      boolean outside = false;
      for (int row = 1; row <= 300; row++) {
        hits += chance.nextDouble() < 0.1 ? 1 : 0;
        Interval interval = AnytimeShares.always(hits, row, 0.1);
        outside |= interval.low() > 0.1 || interval.high() < 0.1;
      }
      missed += outside ? 1 : 0;
    }
    assertThat(missed / 400.0).isLessThan(0.1);
  }

  @Test
  void evidenceIsThatOfBettingRowByRow() {
    SplittableRandom chance = new SplittableRandom(17);
    double bets = 0;
    int[] hits = new int[2];
    int[] rows = new int[2];
    for (int row = 0; row < 500; row++) {
      int arm = chance.nextInt(2);
      boolean hit = chance.nextDouble() < (arm == 0 ? 0.3 : 0.6);
      // The bet of Krichevsky and Trofimov on the next row.
      double share = (hits[arm] + 0.5) / (rows[arm] + 1.0);
      bets += Math.log(hit ? share : 1 - share);
      hits[arm] += hit ? 1 : 0;
      rows[arm]++;
    }
    double pooled = (hits[0] + hits[1]) / 500.0;
    double most =
        (hits[0] + hits[1]) * Math.log(pooled) + (500 - hits[0] - hits[1]) * Math.log(1 - pooled);
    assertThat(AnytimeShares.evidence(hits[0], rows[0], hits[1], rows[1]))
        .isCloseTo(bets - most, within(1e-9));
  }

  @Test
  void theExactUpperEndIsThatOfTheBinomialTest() {
    // R 4: binom.test(5, 20)$conf.int is 0.08657147 to 0.49104587, 2.5% on either side.
    assertThat(AnytimeShares.upper(5, 20, 0.025)).isCloseTo(0.49104587, within(1e-8));
    assertThat(AnytimeShares.upper(0, 100, 0.05))
        .isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-12));
    assertThat(AnytimeShares.upper(7, 7, 0.05)).isEqualTo(1);
  }

  @Test
  void nothingSeenSaysNothing() {
    assertThat(AnytimeShares.evidence(0, 0, 0, 0)).isCloseTo(0, within(1e-12));
    assertThat(AnytimeShares.always(0, 0, 0.05)).isEqualTo(new Interval(0, 1));
    assertThat(AnytimeShares.always(0, 50, 0.05).low()).isZero();
    assertThat(AnytimeShares.always(50, 50, 0.05).high()).isEqualTo(1);
  }

  /** Rows after which a test that is looked at after each of them decides; 0 when it does not. */
  private static int decided(SplittableRandom chance, double one, double other, double error) {
    long[] hits = new long[2];
    long[] rows = new long[2];
    for (int row = 1; row <= ROWS; row++) {
      int arm = chance.nextInt(2);
      hits[arm] += chance.nextDouble() < (arm == 0 ? one : other) ? 1 : 0;
      rows[arm]++;
      if (AnytimeShares.evidence(hits[0], rows[0], hits[1], rows[1]) >= -Math.log(error)) {
        return row;
      }
    }
    return 0;
  }

  /** The usual test of two shares, at 5%, looked at after each row. */
  private static boolean fixedSizeDecides(SplittableRandom chance) {
    double[] hits = new double[2];
    double[] rows = new double[2];
    for (int row = 1; row <= ROWS; row++) {
      int arm = chance.nextInt(2);
      hits[arm] += chance.nextDouble() < 0.5 ? 1 : 0;
      rows[arm]++;
      double pooled = (hits[0] + hits[1]) / row;
      double deviation = Math.sqrt(pooled * (1 - pooled) * (1 / rows[0] + 1 / rows[1]));
      if (row > 50 && Math.abs(hits[0] / rows[0] - hits[1] / rows[1]) > 1.96 * deviation) {
        return true;
      }
    }
    return false;
  }
}
