package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MarginLossTest {
  private static final double STEP = 1e-4;

  /** Derivatives agree with differences of the loss. */
  @Test
  void derivativesAreThoseOfTheLoss() {
    SplittableRandom random = new SplittableRandom(3);
    for (MarginLoss loss : List.of(new LogLoss(), new SquaredLoss(), new SoftmaxLoss(4))) {
      for (int i = 0; i < 200; i++) {
        int outputs = loss.outputs();
        double[] margins = random.doubles(outputs, -5, 5).toArray();
        float label = random.nextInt(Math.max(2, outputs));
        double[] gradient = new double[outputs];
        double[] weights = new double[outputs];
        loss.derivatives(margins, label, gradient, weights);
        for (int c = 0; c < outputs; c++) {
          double[] up = moved(margins, c, STEP);
          double[] down = moved(margins, c, -STEP);
          double slope = (loss.loss(up, label) - loss.loss(down, label)) / (2 * STEP);
          assertThat(gradient[c]).isCloseTo(slope, within(1e-6));
          double[] gradientUp = new double[outputs];
          double[] gradientDown = new double[outputs];
          loss.derivatives(up, label, gradientUp, new double[outputs]);
          loss.derivatives(down, label, gradientDown, new double[outputs]);
          double[] column = new double[outputs];
          column[c] = 1;
          loss.applyCurvature(weights, column);
          for (int d = 0; d < outputs; d++) {
            double bend = (gradientUp[d] - gradientDown[d]) / (2 * STEP);
            assertThat(column[d]).isCloseTo(bend, within(1e-6));
          }
          assertThat(loss.curvature(weights[c])).isCloseTo(column[c], within(1e-12));
        }
      }
    }
  }

  @Test
  void theSumIsThatOfTheRows() {
    SplittableRandom random = new SplittableRandom(4);
    for (MarginLoss loss : List.of(new LogLoss(), new SquaredLoss(), new SoftmaxLoss(3))) {
      int outputs = loss.outputs();
      double[] margins = random.doubles(2_000L * outputs, -40, 40).toArray();
      float[] labels = new float[2_000];
      double sum = 0;
      for (int row = 10; row < labels.length; row++) {
        labels[row] = random.nextInt(Math.max(2, outputs));
        double[] own = Arrays.copyOfRange(margins, row * outputs, (row + 1) * outputs);
        sum += loss.loss(own, labels[row]);
      }
      RowMargins source = (row, into) -> System.arraycopy(margins, row * outputs, into, 0, outputs);
      assertThat(loss.sum(source, labels, 10, labels.length)).isCloseTo(sum, within(1e-9 * sum));
    }
  }

  @Test
  void certaintyNeitherOverflowsNorCancels() {
    double[] gradient = new double[2];
    double[] weights = new double[2];
    for (float label : new float[] {0, 1}) {
      for (double margin : new double[] {-1e308, -800, -40, 0, 40, 800, 1e308}) {
        LogLoss log = new LogLoss();
        assertThat(log.loss(new double[] {margin}, label)).isFinite().isNotNegative();
        log.derivatives(new double[] {margin}, label, gradient, weights);
        assertThat(gradient[0]).isFinite();
        assertThat(weights[0]).isBetween(0.0, 0.25);
        SoftmaxLoss softmax = new SoftmaxLoss(2);
        assertThat(softmax.loss(new double[] {0, margin}, label)).isFinite().isNotNegative();
        softmax.derivatives(new double[] {0, margin}, label, gradient, weights);
        assertThat(gradient[0] + gradient[1]).isZero();
      }
    }
    new LogLoss().derivatives(new double[] {40}, 1, gradient, weights);
    assertThat(gradient[0]).isCloseTo(-StrictMath.exp(-40), within(1e-30));
    new SoftmaxLoss(2).derivatives(new double[] {0, 40}, 1, gradient, weights);
    assertThat(gradient[1]).isCloseTo(-StrictMath.exp(-40), within(1e-30));
  }

  private static double[] moved(double[] margins, int at, double by) {
    double[] moved = margins.clone();
    moved[at] += by;
    return moved;
  }
}
