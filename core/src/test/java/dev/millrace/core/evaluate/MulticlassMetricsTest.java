package dev.millrace.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.spi.learn.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MulticlassMetricsTest {
  /**
   * The example of classification_report in the user guide of scikit-learn: labels 0 1 2 2 0,
   * decisions 0 0 2 1 0, accuracy 0.60, macro averages of precision, recall, f1 0.56, 0.50, 0.49.
   */
  @Test
  void theFiguresOfAnotherProgram() {
    Map<String, Double> found =
        metrics(scores(3, new int[] {0, 0, 2, 1, 0}, 0.8), new float[] {0, 1, 2, 2, 0}, 3);
    assertThat(found.get("accuracy")).isEqualTo(0.6);
    assertThat(found.get("macro_precision")).isEqualTo((2.0 / 3 + 0 + 1) / 3, within(1e-15));
    assertThat(found.get("macro_recall")).isEqualTo(0.5, within(1e-15));
    assertThat(found.get("macro_f1")).isEqualTo((0.8 + 0 + 2.0 / 3) / 3, within(1e-15));
    assertThat(found.get("macro_precision")).isEqualTo(0.56, within(0.005));
    assertThat(found.get("macro_f1")).isEqualTo(0.49, within(0.005));
  }

  /** scikit-learn's documented log_loss(["spam", "ham", "ham", "spam"], ...) = 0.21616. */
  @Test
  void logLossOfAnotherProgram() {
    double[] outputs = {.1, .9, .9, .1, .8, .2, .35, .65};
    Map<String, Double> found = metrics(outputs, new float[] {1, 0, 0, 1}, 2);
    assertThat(found.get("log_loss")).isEqualTo(0.21616, within(5e-6));
  }

  @Test
  void everyMetricIsThatOfItsTwin() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 50; round++) {
      int classes = random.nextInt(2, 6);
      int rows = random.nextInt(1, 60);
      double[] outputs = new double[rows * classes];
      float[] labels = new float[rows];
      byte[] weights = new byte[rows];
      for (int row = 0; row < rows; row++) {
        labels[row] = random.nextInt(classes);
        weights[row] = (byte) random.nextInt(4);
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          outputs[row * classes + c] = random.nextInt(1, 5);
          sum += outputs[row * classes + c];
        }
        for (int c = 0; c < classes; c++) {
          outputs[row * classes + c] /= sum;
        }
      }
      compare(classes, outputs, labels, weights);
    }
  }

  @Test
  void noRowsHaveNoMetrics() {
    assertThat(metrics(new double[0], new float[0], 3).values()).allMatch(v -> Double.isNaN(v));
  }

  @Test
  void equalProbabilitiesDecideForTheFirstClass() {
    Map<String, Double> found = metrics(new double[] {1, 1, 1, 1}, new float[] {0, 1}, 2);
    assertThat(found.get("accuracy")).isEqualTo(0.5);
  }

  /** Repeats each row as often as it weighs, then counts pairs one by one. */
  private static void compare(int classes, double[] outputs, float[] labels, byte[] weights) {
    int[] repeated =
        IntStream.range(0, labels.length)
            .flatMap(row -> IntStream.generate(() -> row).limit(weights[row]))
            .toArray();
    double right = 0;
    double loss = 0;
    double[] truePositives = new double[classes];
    double[] decided = new double[classes];
    double[] labelled = new double[classes];
    for (int row : repeated) {
      double[] own = Arrays.copyOfRange(outputs, row * classes, (row + 1) * classes);
      double most = Arrays.stream(own).max().orElseThrow();
      int decision = IntStream.range(0, classes).filter(c -> own[c] == most).findFirst().orElse(0);
      int label = (int) labels[row];
      right += decision == label ? 1 : 0;
      truePositives[label] += decision == label ? 1 : 0;
      decided[decision]++;
      labelled[label]++;
      loss -= Math.log(own[label]);
    }
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    int present = 0;
    for (int c = 0; c < classes; c++) {
      if (labelled[c] > 0) {
        present++;
        double p = decided[c] == 0 ? 0 : truePositives[c] / decided[c];
        double r = truePositives[c] / labelled[c];
        precision += p;
        recall += r;
        f1 += p + r == 0 ? 0 : 2 * p * r / (p + r);
      }
    }
    Map<String, Double> found = metrics(outputs, labels, weights, classes);
    double rows = repeated.length;
    same(found, "accuracy", right / rows);
    same(found, "log_loss", loss / rows);
    same(found, "macro_precision", precision / present);
    same(found, "macro_recall", recall / present);
    same(found, "macro_f1", f1 / present);
  }

  private static void same(Map<String, Double> all, String name, double expected) {
    double found = all.getOrDefault(name, -1.0);
    if (Double.isNaN(expected)) {
      assertThat(found).isNaN();
    } else {
      assertThat(found).isEqualTo(expected, within(1e-12));
    }
  }

  private static double[] scores(int classes, int[] decisions, double sure) {
    double[] outputs = new double[decisions.length * classes];
    Arrays.fill(outputs, (1 - sure) / (classes - 1));
    for (int row = 0; row < decisions.length; row++) {
      outputs[row * classes + decisions[row]] = sure;
    }
    return outputs;
  }

  private static Map<String, Double> metrics(double[] outputs, float[] labels, int classes) {
    byte[] ones = new byte[labels.length];
    Arrays.fill(ones, (byte) 1);
    return metrics(outputs, labels, ones, classes);
  }

  private static Map<String, Double> metrics(
      double[] outputs, float[] labels, byte[] weights, int classes) {
    ScoredRows rows =
        new ScoredRows(Task.MULTICLASS, classes, outputs, labels, new long[labels.length]);
    double[] values =
        MetricSet.of(rows, MadeScores.all(rows), Float.NaN, CostMatrix.EQUAL).compute(weights);
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(MulticlassMetrics.ALL.get(i).name(), values[i]);
    }
    return byName;
  }
}
