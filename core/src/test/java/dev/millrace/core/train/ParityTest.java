package dev.millrace.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.LinearModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParityTest {
  private static final LearnedModel EXACT = ConstantModel.of(1, 0, 0);
  private static final LearnedModel LINEAR =
      LinearModel.of(1, new double[] {0, 0}, new double[] {0, 0});

  @Test
  void equalBitsPass() {
    double[] values = {0.0, -0.0, Double.MIN_VALUE, -1e300, Double.NaN, Double.POSITIVE_INFINITY};
    for (LearnedModel model : new LearnedModel[] {EXACT, LINEAR}) {
      assertThatCode(() -> Parity.require("x", model, values, values.clone()))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, -0.0",
    "1.0, 1.0000000000000002",
    "0.0, 4.9e-324",
    "NaN, 0.0",
    "0.0, NaN",
    "Infinity, -Infinity",
    "1.0, Infinity",
  })
  void treesAgreeToTheBit(double ours, double trainers) {
    MillraceException failure = refusal(EXACT, ours, trainers);
    assertThat(failure.code()).isEqualTo(ErrorCode.PARITY_BROKEN);
    assertThat(failure.problems().get(0).found()).isEqualTo(Double.toString(ours));
    assertThat(failure.problems().get(0).allowed()).isEqualTo(Double.toString(trainers));
    assertThat(failure.problems().get(0).where()).isEqualTo("x, test row 1");
  }

  @ParameterizedTest
  @CsvSource({"0, 9e-13", "1e6, 1000000.0000009", "-1e-20, 1e-20", "0.0, -0.0"})
  void linearModelsAgreeWithinTheirRounding(double ours, double trainers) {
    assertThatCode(() -> Parity.require("x", LINEAR, new double[] {ours}, new double[] {trainers}))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2e-12",
    "1e6, 1000000.000002",
    "NaN, 0",
    "0, NaN",
    "1, Infinity",
    "Infinity, 1",
    "-Infinity, Infinity"
  })
  void linearModelsAgreeNoFurther(double ours, double trainers) {
    assertThat(refusal(LINEAR, ours, trainers).code()).isEqualTo(ErrorCode.PARITY_BROKEN);
  }

  /** Fails in the first output of the second row of two. */
  private static MillraceException refusal(LearnedModel model, double ours, double trainers) {
    return catchThrowableOfType(
        MillraceException.class,
        () ->
            Parity.require(
                "x", model, new double[] {7, 8, ours, 9}, new double[] {7, 8, trainers, 9}));
  }
}
