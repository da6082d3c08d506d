package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExactGradientsTest {
  private static final RowSample ALL = new RowSample(1, 0);

  /** The promise itself: a double sum in any order is the sum without rounding. */
  @Test
  void everySumIsExact() {
    SplittableRandom random = new SplittableRandom(5);
    for (double spread : new double[] {1e-12, 1, 1e12}) {
      for (MarginLoss loss : List.of(new LogLoss(), new SquaredLoss(), new SoftmaxLoss(3))) {
        int rows = 20_000;
        float[] labels = new float[rows];
        double[] margins = new double[rows * loss.outputs()];
        for (int i = 0; i < margins.length; i++) {
          margins[i] = spread * random.nextGaussian() * StrictMath.exp(3 * random.nextGaussian());
          labels[i % rows] = random.nextInt(2);
        }
        float[][] derivatives = derivatives(loss, labels, margins, ALL);
        for (float[] values : derivatives) {
          double sum = 0;
          double backwards = 0;
          BigDecimal exact = BigDecimal.ZERO;
          for (int i = 0; i < values.length; i++) {
            sum += values[i];
            backwards += values[values.length - 1 - i];
            exact = exact.add(new BigDecimal(values[i]));
          }
          assertThat(new BigDecimal(sum)).isEqualByComparingTo(exact);
          assertThat(backwards).isEqualTo(sum);
        }
      }
    }
  }

  @Test
  void roundingIsFinerThanFloatsButForTheSmallest() {
    float[] labels = new float[1_000];
    double[] margins = new SplittableRandom(6).doubles(1_000, -3, 3).toArray();
    float[] gradients = derivatives(new LogLoss(), labels, margins, ALL)[0];
    for (int i = 0; i < 1_000; i++) {
      assertThat(gradients[i]).isEqualTo((float) (1 / (1 + StrictMath.exp(-margins[i]))));
    }
  }

  @Test
  void rowsOutsideTheSampleCountForNothing() {
    RowSample half = RowSample.of(0.5, 1, 3);
    float[][] derivatives = derivatives(new LogLoss(), new float[999], new double[999], half);
    for (int row = 0; row < 999; row++) {
      assertThat(derivatives[0][row]).isEqualTo(half.takes(row) ? 0.5f : 0);
      assertThat(derivatives[1][row]).isEqualTo(half.takes(row) ? 0.25f : 0);
    }
  }

  @Test
  void noValueNoSteps() {
    assertThat(ExactGradients.stepBits(0, 10)).isZero();
    assertThat(ExactGradients.stepBits(0.99f, 1)).isEqualTo(52);
    assertThat(ExactGradients.stepBits(1, 1 << 20)).isEqualTo(52 - 20 - 1);
    assertThatThrownBy(() -> ExactGradients.stepBits(Float.POSITIVE_INFINITY, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static float[][] derivatives(
      MarginLoss loss, float[] labels, double[] margins, RowSample sample) {
    try (RowBlocks blocks = new RowBlocks(2)) {
      ExactGradients exact = new ExactGradients(loss, labels, 1, blocks);
      int outputs = loss.outputs();
      exact.compute(
          (row, into) -> System.arraycopy(margins, row * outputs, into, 0, outputs), sample);
      return new float[][] {exact.gradients(), exact.curvatures()};
    }
  }
}
