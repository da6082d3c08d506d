package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.learn.MadeRows;
import org.junit.jupiter.api.Test;

/** What the contract of learners does not ask of every learner. */
final class FitRowsTest {
  private static TrainingRows rows(int count, int classes) {
    float[] labels = new float[count];
    labels[0] = 1;
    return new TrainingRows(new FeatureMatrix(count, 1, new float[count]), labels, classes);
  }

  @Test
  void moreClassesThanCanBeLearned() {
    TrainingRows rows = rows(10, 1_001);
    MillraceException refusal =
        catchThrowableOfType(
            MillraceException.class,
            () -> FitRows.check(Task.MULTICLASS, rows, MadeRows.none(rows)));
    assertThat(refusal).isNotNull().hasMessageContaining("1001").hasMessageContaining("1000");
    assertThat(refusal.code()).isEqualTo(ErrorCode.LABEL_INVALID);
  }

  @Test
  void moreDerivativesThanAnArrayHolds() {
    TrainingRows rows = rows(2_200_000, 1_000);
    MillraceException refusal =
        catchThrowableOfType(
            MillraceException.class,
            () -> FitRows.check(Task.MULTICLASS, rows, MadeRows.none(rows)));
    assertThat(refusal).isNotNull().hasMessageContaining("sample of the rows");
    assertThat(refusal.code()).isEqualTo(ErrorCode.TRAINING_OUT_OF_MEMORY);
  }

  @Test
  void contradictionsAreFaultsOfTheCallingCode() {
    TrainingRows two = rows(10, 2);
    assertThatThrownBy(() -> FitRows.check(Task.REGRESSION, two, two))
        .isInstanceOf(IllegalArgumentException.class);
    TrainingRows three = rows(10, 3);
    assertThatThrownBy(() -> FitRows.check(Task.BINARY, three, three))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FitRows.check(Task.MULTICLASS, three, two))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aValidationLabelIsNamedWithItsRow() {
    TrainingRows train = rows(10, 2);
    TrainingRows wrong = MadeRows.labelled(rows(3, 2), 0, 1, 5);
    assertThatThrownBy(() -> FitRows.check(Task.BINARY, train, wrong))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("validation rows, row 2");
  }
}
