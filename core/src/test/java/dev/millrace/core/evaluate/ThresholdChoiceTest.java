package dev.millrace.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ThresholdChoiceTest {
  @Test
  void noThresholdIsCheaper() {
    SplittableRandom random = new SplittableRandom(21);
    for (int trial = 0; trial < 300; trial++) {
      ScoredRows rows = MadeScores.random(random, random.nextInt(1, 40), random.nextInt(1, 30));
      CostMatrix cost = new CostMatrix(random.nextInt(1, 5), random.nextInt(1, 5));
      float chosen = ThresholdChoice.cheapest(rows, cost);
      double least = cost(rows, 0, cost);
      least = Math.min(least, cost(rows, 1, cost));
      for (double score : rows.outputs()) {
        least = Math.min(least, cost(rows, (float) score, cost));
      }
      assertThat(cost(rows, chosen, cost)).isEqualTo(least, within(1e-9));
      assertThat(chosen).isBetween(0f, 1f);
    }
  }

  @Test
  void theThresholdLiesHalfWayBetweenNeighbours() {
    ScoredRows rows = MadeScores.binary(new double[] {0.25, 0.75}, 0, 1);
    assertThat(ThresholdChoice.cheapest(rows, CostMatrix.EQUAL)).isEqualTo(0.5f);
  }

  @Test
  void neighbouringFloatsAreStillParted() {
    float low = 0.5f;
    for (int step = 0; step < 4; step++) {
      float high = Math.nextUp(low);
      ScoredRows rows = MadeScores.binary(new double[] {low, high}, 0, 1);
      float chosen = ThresholdChoice.cheapest(rows, CostMatrix.EQUAL);
      assertThat(cost(rows, chosen, CostMatrix.EQUAL)).isZero();
      low = high;
    }
  }

  @Test
  void certainScoresAreDecidedPositiveWhateverTheThreshold() {
    // A threshold is at most 1, so the row scored 1 is positive; only the other can be left alone.
    ScoredRows rows = MadeScores.binary(new double[] {1.0, 0.5, 0.4}, 0, 0, 0);
    float chosen = ThresholdChoice.cheapest(rows, CostMatrix.EQUAL);
    assertThat(cost(rows, chosen, CostMatrix.EQUAL)).isEqualTo(1);
  }

  @Test
  void withoutRowsTheCostsDecide() {
    ScoredRows none = MadeScores.binary(new double[0]);
    assertThat(ThresholdChoice.cheapest(none, new CostMatrix(1, 3))).isEqualTo(0.25f);
  }

  private static double cost(ScoredRows rows, float threshold, CostMatrix cost) {
    double sum = 0;
    for (int row = 0; row < rows.rows(); row++) {
      boolean decided = (float) rows.outputs()[row] >= threshold;
      boolean positive = rows.labels()[row] > 0.5f;
      if (decided != positive) {
        sum += decided ? cost.falsePositive() : cost.falseNegative();
      }
    }
    return sum;
  }
}
