package dev.millrace.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.chart.Mark.Point;
import dev.millrace.spi.learn.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegressionMetricsTest {
  /** Labels 3, -0.5, 2, 7: scikit-learn documents MAE 0.5, MSE 0.375 and R2 0.948 for these. */
  @Test
  void theFiguresOfAnotherProgram() {
    Map<String, Double> found = metrics(new double[] {2.5, 0, 2, 8}, 3, -0.5f, 2, 7);
    assertThat(found.get("mae")).isEqualTo(0.5);
    assertThat(found.get("rmse")).isEqualTo(Math.sqrt(0.375), within(1e-15));
    assertThat(found.get("r2")).isEqualTo(1 - 1.5 / 29.1875, within(1e-15));
    assertThat(found.get("r2")).isEqualTo(0.948, within(0.001));
    assertThat(found.get("mean_label")).isEqualTo(2.875);
    assertThat(found.get("mean_prediction")).isEqualTo(3.125);
  }

  @Test
  void everyMetricIsThatOfItsTwin() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 100; round++) {
      int rows = random.nextInt(1, 50);
      float offset = round % 2 == 0 ? 0 : 1e6f;
      float[] labels = new float[rows];
      double[] outputs = new double[rows];
      byte[] weights = new byte[rows];
      for (int row = 0; row < rows; row++) {
        labels[row] = offset + random.nextInt(3);
        outputs[row] = labels[row] + random.nextDouble(-2, 2);
        weights[row] = (byte) random.nextInt(3);
      }
      compare(outputs, labels, weights);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -0.0f, 0.1f, 1e30f, 16777216f})
  void equalLabelsExplainNothing(float label) {
    Map<String, Double> found = metrics(new double[] {1, 2, 3}, label, label, label);
    assertThat(found.get("r2")).isNaN();
    assertThat(found.get("rmse")).isFinite();
  }

  @Test
  void labelsThatAreEqualAmongTheWeighedRowsExplainNothing() {
    float[] labels = {5, 0.1f, 0.1f, 0.1f};
    double[] values = compute(new double[4], labels, new byte[] {0, 1, 3, 7});
    assertThat(values[2]).as("r2").isNaN();
  }

  @Test
  void noRowsHaveNoMetrics() {
    assertThat(metrics(new double[0]).values()).allMatch(value -> Double.isNaN(value));
  }

  @Test
  void residualBinsHoldEveryFiniteRowOnce() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 200; round++) {
      int size = random.nextInt(0, 500);
      double scale = new double[] {1e-12, 1, 1e30, 0}[round % 4];
      double[] outputs = new double[size];
      float[] labels = new float[size];
      for (int row = 0; row < size; row++) {
        outputs[row] = random.nextDouble(-1, 1) * scale * (row % 97 == 0 ? 1000 : 1);
        labels[row] = (float) (random.nextInt(3) * scale);
      }
      ScoredRows rows = rows(outputs, labels);
      List<ResidualBin> bins = Residuals.bins(rows);
      assertThat(bins.stream().mapToLong(ResidualBin::rows).sum()).isEqualTo(size);
      for (int i = 1; i < bins.size(); i++) {
        assertThat(bins.get(i).from()).isEqualTo(bins.get(i - 1).to());
      }
      for (int row = 0; row < size; row++) {
        double residual = outputs[row] - labels[row];
        assertThat(residual).isBetween(bins.get(0).from(), bins.get(bins.size() - 1).to());
      }
    }
  }

  @Test
  void residualsThatAreNoNumbersAreLeftOut() {
    ScoredRows rows =
        rows(
            new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1, Double.MAX_VALUE}, new float[4]);
    assertThat(Residuals.bins(rows).stream().mapToLong(ResidualBin::rows).sum()).isIn(0L, 2L);
    assertThat(Residuals.bins(rows(new double[] {Double.NaN}, new float[1]))).isEmpty();
  }

  @Test
  void groupsOfPredictionsHoldAllRows() {
    SplittableRandom random = new SplittableRandom(8);
    double[] outputs = random.doubles(1000).map(v -> Math.rint(v * 30)).toArray();
    float[] labels = new float[1000];
    for (int row = 0; row < 1000; row++) {
      labels[row] = (float) outputs[row];
    }
    List<Point> points = Residuals.calibration(rows(outputs, labels));
    assertThat(points).hasSizeBetween(5, 10);
    assertThat(points).allMatch(point -> Math.abs(point.across() - point.up()) < 1e-9);
    assertThat(points.stream().map(Point::across)).isSorted();
    assertThat(Residuals.calibration(rows(new double[] {2, 2}, new float[] {1, 3})))
        .containsExactly(new Point(2, 2));
  }

  private static void compare(double[] outputs, float[] labels, byte[] weights) {
    double rows = 0;
    double mean = 0;
    for (int i = 0; i < labels.length; i++) {
      rows += weights[i];
      mean += (double) weights[i] * labels[i];
    }
    mean /= rows;
    double squared = 0;
    double absolute = 0;
    double deviations = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int times = 0; times < weights[i]; times++) {
        squared += Math.pow(outputs[i] - labels[i], 2);
        absolute += Math.abs(outputs[i] - labels[i]);
        deviations += Math.pow(labels[i] - mean, 2);
      }
    }
    double[] values = compute(outputs, labels, weights);
    if (rows == 0) {
      assertThat(values).containsOnly(Double.NaN);
      return;
    }
    assertThat(values[0]).isEqualTo(Math.sqrt(squared / rows), within(1e-9));
    assertThat(values[1]).isEqualTo(absolute / rows, within(1e-9));
    if (deviations < 1e-9) {
      assertThat(values[2]).isNaN();
    } else {
      assertThat(values[2]).isEqualTo(1 - squared / deviations, within(1e-6));
    }
    assertThat(values[4]).isEqualTo(mean, within(1e-6));
  }

  private static Map<String, Double> metrics(double[] outputs, float... labels) {
    byte[] ones = new byte[labels.length];
    Arrays.fill(ones, (byte) 1);
    double[] values = compute(outputs, labels, ones);
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(RegressionMetrics.ALL.get(i).name(), values[i]);
    }
    return byName;
  }

  private static double[] compute(double[] outputs, float[] labels, byte[] weights) {
    ScoredRows rows = rows(outputs, labels);
    return MetricSet.of(rows, MadeScores.all(rows), Float.NaN, CostMatrix.EQUAL).compute(weights);
  }

  private static ScoredRows rows(double[] outputs, float[] labels) {
    return new ScoredRows(Task.REGRESSION, 1, outputs, labels, new long[labels.length]);
  }
}
