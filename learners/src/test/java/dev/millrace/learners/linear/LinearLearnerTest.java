package dev.millrace.learners.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.model.LinearModel;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.learn.FitLog;
import dev.millrace.testkit.learn.LearnerFixture;
import dev.millrace.testkit.learn.MadeRows;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LinearLearnerTest {
  private record Fixture(double l2) implements LearnerFixture {
    @Override
    public LearnerProvider provider() {
      return new LinearProvider();
    }

    @Override
    public LearnerSettings settings() {
      return LearnerSettings.of(provider().settings(), Map.of("l2", l2));
    }
  }

  /** At the least loss every derivative is zero: of the intercepts, and of the coefficients. */
  @Test
  void theAnswerIsTheOptimum() {
    for (Task task : Task.values()) {
      for (double l2 : new double[] {1e-6, 1, 1e4}) {
        for (int width : new int[] {1, 7, 200}) {
          TrainingRows rows = MadeRows.of(task, 1_500, width, 61);
          LinearModel model = (LinearModel) new Fixture(l2).model(task, rows);
          requireOptimum(task, rows, model, l2);
        }
      }
    }
  }

  /** Enough rows for the search to start from a sample of them. */
  @Test
  void theAnswerIsTheOptimumOfAllRowsWhereverTheSearchStarts() {
    for (Task task : Task.values()) {
      TrainingRows rows = MadeRows.of(task, 270_000, 3, 65);
      requireOptimum(task, rows, (LinearModel) new Fixture(1).model(task, rows), 1);
    }
  }

  private static void requireOptimum(Task task, TrainingRows rows, LinearModel model, double l2) {
    int outputs = model.outputs();
    int width = model.width();
    double[] margins = LearnerFixture.margins(model, rows);
    double[] pull = new double[outputs * (width + 1)];
    double[] size = new double[pull.length];
    Columns columns = Columns.of(rows.features());
    MarginLoss loss = MarginLoss.of(task, rows.classes());
    double[] slopes = new double[outputs];
    for (int row = 0; row < rows.labels().length; row++) {
      double[] own = java.util.Arrays.copyOfRange(margins, row * outputs, (row + 1) * outputs);
      loss.derivatives(own, rows.labels()[row], slopes, new double[outputs]);
      for (int c = 0; c < outputs; c++) {
        for (int j = 0; j <= width; j++) {
          double term = slopes[c] * columns.standardized(rows.features(), row, j);
          pull[c * (width + 1) + j] += term;
          size[c * (width + 1) + j] += Math.abs(term);
        }
      }
    }
    for (int c = 0; c < outputs; c++) {
      for (int j = 0; j <= width; j++) {
        int at = c * (width + 1) + j;
        if (j < width) {
          double coefficient = model.coefficient(c, j) * columns.deviation(j);
          pull[at] += l2 * coefficient;
          size[at] += Math.abs(l2 * coefficient);
        }
        assertThat(pull[at])
            .as("%s, l2 %s, output %d, parameter %d of %d", task, l2, c, j, width)
            .isCloseTo(0, within(1e-6 * (1 + size[at])));
      }
    }
  }

  /** Means and deviations by their definition. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Columns(double[] means, double[] deviations) {
    static Columns of(FeatureMatrix features) {
      double[] means = new double[features.width()];
      double[] deviations = new double[features.width()];
      for (int j = 0; j < means.length; j++) {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < features.rows(); row++) {
          float value = features.at(row, j);
          sum += Float.isNaN(value) ? 0 : value;
          count += Float.isNaN(value) ? 0 : 1;
        }
        means[j] = sum / count;
        for (int row = 0; row < features.rows(); row++) {
          float value = features.at(row, j);
          deviations[j] += Float.isNaN(value) ? 0 : (value - means[j]) * (value - means[j]);
        }
        deviations[j] = Math.sqrt(deviations[j] / count);
      }
      return new Columns(means, deviations);
    }

    double deviation(int feature) {
      return deviations[feature];
    }

    double standardized(FeatureMatrix features, int row, int feature) {
      if (feature == means.length) {
        return 1;
      }
      float value = features.at(row, feature);
      return Float.isNaN(value) ? 0 : (value - means[feature]) / deviations[feature];
    }
  }

  @Test
  void aStraightLineIsFound() {
    float[] values = new float[1_000];
    float[] labels = new float[1_000];
    for (int i = 0; i < 1_000; i++) {
      values[i] = i;
      labels[i] = 3 * i - 7;
    }
    TrainingRows rows = new TrainingRows(new FeatureMatrix(1_000, 1, values), labels, 1);
    double[] margins = LearnerFixture.margins(new Fixture(1e-6).model(Task.REGRESSION, rows), rows);
    for (int i = 0; i < 1_000; i++) {
      assertThat(margins[i]).isCloseTo(labels[i], within(1e-5));
    }
  }

  @Test
  void copiesOfAFeatureShareItsWeight() {
    TrainingRows rows = MadeRows.of(Task.BINARY, 2_000, 2, 62);
    float[] values = rows.features().values();
    for (int i = 0; i < values.length; i += 2) {
      values[i + 1] = 4 * values[i];
    }
    LinearModel model = (LinearModel) new Fixture(1e-6).model(Task.BINARY, rows);
    assertThat(model.coefficient(0, 0)).isCloseTo(4 * model.coefficient(0, 1), within(1e-9));
  }

  /** Without a penalty the coefficients would have no end. */
  @Test
  void classesThatAStraightLineSeparates() {
    TrainingRows rows = MadeRows.of(Task.BINARY, 2_000, 3, 63);
    float[] labels = rows.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.features().at(i, 0) > 0.1f ? 1 : 0;
    }
    TrainingRows separable = MadeRows.labelled(rows, labels);
    for (double l2 : new double[] {1e-6, 1}) {
      FitLog log = FitLog.threads(1);
      int rounds = new Fixture(l2).fit(Task.BINARY, separable, separable, log, Fitted::rounds);
      assertThat(rounds).isLessThan(60);
      assertThat(log.told().get(rounds - 1).loss()).isLessThan(l2 < 1 ? 1e-3 : 0.1);
    }
  }

  @Test
  void aMissingValueCountsAsTheMean() {
    TrainingRows rows = MadeRows.of(Task.REGRESSION, 500, 1, 64);
    LinearModel model = (LinearModel) new Fixture(1).model(Task.REGRESSION, rows);
    double[] margin = new double[1];
    model.margins(new FeatureMatrix(1, 1, new float[] {Float.NaN}), margin);
    assertThat(margin[0]).isEqualTo(model.intercept(0));
  }
}
