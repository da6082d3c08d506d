package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearModelTest {

  @Test
  void marginsAreSummedFromTheInterceptFromLeftToRight() {
    SplittableRandom random = new SplittableRandom(4);
    int width = 17;
    double[] intercepts = random.doubles(3, -1, 1).toArray();
    double[] coefficients = random.doubles(3L * width, -9, 9).toArray();
    double[] centers = random.doubles(width, -50, 50).toArray();
    LinearModel model = LinearModel.of(width, intercepts, coefficients, centers);
    LinearModel plain = LinearModel.of(width, intercepts, coefficients);
    float[] values = new float[40 * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    double[] out = new double[40 * 3];
    model.margins(new FeatureMatrix(40, width, values), out);
    double[] outOfPlain = new double[40 * 3];
    plain.margins(new FeatureMatrix(40, width, values), outOfPlain);
    for (int row = 0; row < 40; row++) {
      for (int output = 0; output < 3; output++) {
        double sum = intercepts[output];
        double plainSum = sum;
        for (int j = 0; j < width; j++) {
          double value = values[row * width + j];
          double coefficient = coefficients[output * width + j];
          sum += Double.isNaN(value) ? 0 : coefficient * (value - centers[j]);
          plainSum += Double.isNaN(value) ? 0 : coefficient * value;
        }
        assertThat(out[row * 3 + output]).isEqualTo(sum);
        assertThat(outOfPlain[row * 3 + output]).isEqualTo(plainSum);
      }
    }
  }

  @Test
  void constantsIgnoreTheRow() {
    double[] out = new double[4];
    ConstantModel.of(1, 3, -2).margins(new FeatureMatrix(2, 1, new float[] {1, Float.NaN}), out);
    assertThat(out).containsExactly(3, -2, 3, -2);
  }

  @Test
  void numbersThatAreNotFiniteAndWrongCountsAreRefused() {
    double[] one = {1};
    double[] bad = {Double.NaN};
    assertThatThrownBy(() -> LinearModel.of(1, one, bad)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> LinearModel.of(1, bad, one)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> LinearModel.of(2, one, one)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> LinearModel.of(1, one, one, bad))
        .isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> LinearModel.of(1, one, one, new double[2]))
        .isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> LinearModel.of(-1, one, one)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> ConstantModel.of(1)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> ConstantModel.of(1, Double.NEGATIVE_INFINITY))
        .isInstanceOf(MillraceException.class);
  }

  @Test
  void aMatrixOfAnotherWidthIsAFaultOfTheCaller() {
    FeatureMatrix twoWide = new FeatureMatrix(1, 2, new float[2]);
    assertThatThrownBy(() -> ConstantModel.of(1, 0).margins(twoWide, new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConstantModel.of(2, 0, 0).margins(twoWide, new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
