package dev.millrace.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class BinaryMetricsTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  // By descending score: positive, negative, positive, negative; decided at 0.5.
  private static final ScoredRows FOUR =
      MadeScores.binary(new double[] {0.1, 0.9, 0.8, 0.4}, 0, 1, 0, 1);

  @Test
  void fourRowsByHand() {
    assertThat(value(FOUR, "auc")).isEqualTo(0.75, CLOSE);
    assertThat(value(FOUR, "average_precision")).isEqualTo((1 + 2 / 3.0) / 2, CLOSE);
    assertThat(value(FOUR, "log_loss"))
        .isEqualTo(-(Math.log(0.9) + Math.log(0.9) + Math.log(0.2) + Math.log(0.4)) / 4, CLOSE);
    assertThat(value(FOUR, "brier")).isEqualTo((0.01 + 0.01 + 0.64 + 0.36) / 4, CLOSE);
    assertThat(value(FOUR, "accuracy")).isEqualTo(0.5, CLOSE);
    assertThat(value(FOUR, "matthews_correlation")).isEqualTo(0, CLOSE);
    assertThat(value(FOUR, "calibration")).isEqualTo(2.2 / 2, CLOSE);
    assertThat(value(FOUR, "cost")).isEqualTo(0.5, CLOSE);
  }

  @Test
  void aCorrelationByHand() {
    ScoredRows rows =
        MadeScores.binary(new double[] {0.9, 0.8, 0.7, 0.6, 0.2, 0.1}, 1, 1, 1, 0, 0, 1);
    // TP 3, FP 1, TN 1, FN 1.
    assertThat(value(rows, "matthews_correlation"))
        .isEqualTo((3 * 1 - 1 * 1) / Math.sqrt(4.0 * 4 * 2 * 2), CLOSE);
    assertThat(value(rows, "precision")).isEqualTo(0.75, CLOSE);
    assertThat(value(rows, "recall")).isEqualTo(0.75, CLOSE);
    assertThat(value(rows, "specificity")).isEqualTo(0.5, CLOSE);
    assertThat(value(rows, "f1")).isEqualTo(0.75, CLOSE);
  }

  @Test
  void theAreaIsTheShareOfRightPairs() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 200; trial++) {
      ScoredRows rows = MadeScores.random(random, random.nextInt(2, 60), random.nextInt(1, 30));
      double expected = pairs(rows);
      double found = value(rows, "auc");
      if (Double.isNaN(expected)) {
        assertThat(found).isNaN();
      } else {
        assertThat(found).isEqualTo(expected, CLOSE);
      }
    }
  }

  @Test
  void weightsCountRowsSoOften() {
    SplittableRandom random = new SplittableRandom(12);
    for (int trial = 0; trial < 50; trial++) {
      ScoredRows rows = MadeScores.random(random, 30, 10);
      byte[] weights = Bootstrap.weights(rows.hashes(), 3, trial);
      int[] repeated =
          Arrays.stream(MadeScores.all(rows))
              .flatMap(row -> java.util.stream.IntStream.generate(() -> row).limit(weights[row]))
              .toArray();
      double[] scores = Arrays.stream(repeated).mapToDouble(row -> rows.outputs()[row]).toArray();
      int[] labels = Arrays.stream(repeated).map(row -> (int) rows.labels()[row]).toArray();
      double[] weighted = set(rows).compute(weights);
      double[] written = values(MadeScores.binary(scores, labels));
      for (int metric = 0; metric < written.length; metric++) {
        if (Double.isNaN(written[metric])) {
          assertThat(weighted[metric]).isNaN();
        } else {
          assertThat(weighted[metric]).isEqualTo(written[metric], within(1e-9));
        }
      }
    }
  }

  @Test
  void constantScoresRankNothing() {
    ScoredRows rows = MadeScores.binary(new double[] {0.3, 0.3, 0.3, 0.3}, 1, 0, 0, 0);
    assertThat(value(rows, "auc")).isEqualTo(0.5, CLOSE);
    assertThat(value(rows, "average_precision")).isEqualTo(0.25, CLOSE);
    assertThat(value(rows, "matthews_correlation")).isNaN();
    assertThat(value(rows, "precision")).isNaN();
  }

  @Test
  void oneClassLeavesRatiosUndefined() {
    ScoredRows negatives = MadeScores.binary(new double[] {0.9, 0.1}, 0, 0);
    for (String metric : new String[] {"auc", "average_precision", "recall", "calibration"}) {
      assertThat(value(negatives, metric)).as(metric).isNaN();
    }
    assertThat(value(negatives, "accuracy")).isEqualTo(0.5);
    ScoredRows positives = MadeScores.binary(new double[] {0.9, 0.1}, 1, 1);
    assertThat(value(positives, "auc")).isNaN();
    assertThat(value(positives, "specificity")).isNaN();
    assertThat(value(positives, "average_precision")).isEqualTo(1.0);
  }

  @Test
  void noRowsHaveNoMetrics() {
    assertThat(values(MadeScores.binary(new double[0]))).containsOnly(Double.NaN);
  }

  @Test
  void certainMistakesHaveAFiniteLoss() {
    ScoredRows rows = MadeScores.binary(new double[] {0.0, 1.0, -0.0}, 1, 0, 0);
    assertThat(value(rows, "log_loss")).isFinite().isGreaterThan(20);
    assertThat(value(rows, "auc")).isEqualTo(0.25, CLOSE);
  }

  private static double pairs(ScoredRows rows) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < rows.rows(); j++) {
        if (rows.labels()[i] > rows.labels()[j]) {
          all++;
          int order = Double.compare(rows.outputs()[i], rows.outputs()[j]);
          right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
        }
      }
    }
    return right / all;
  }

  private static MetricSet<?> set(ScoredRows rows) {
    return MetricSet.of(rows, MadeScores.all(rows), 0.5f, CostMatrix.EQUAL);
  }

  private static double[] values(ScoredRows rows) {
    byte[] ones = new byte[rows.rows()];
    Arrays.fill(ones, (byte) 1);
    return set(rows).compute(ones);
  }

  private static double value(ScoredRows rows, String metric) {
    return set(rows).estimates(values(rows), java.util.List.of()).stream()
        .filter(estimate -> estimate.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
