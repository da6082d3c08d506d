package dev.millrace.learners.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeatureMatrix;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;

final class NativeFailureTest {
  @Test
  void memoryIsSomebodyElsesMove() {
    for (String said : new String[] {"std::bad_alloc", "[1:2:3] x.cc:1: Failed to allocate 3 GB"}) {
      Problem problem = NativeFailure.problem("growing", said);
      assertThat(problem.code()).isEqualTo(ErrorCode.TRAINING_OUT_OF_MEMORY);
      assertThat(problem.next()).contains("sample");
    }
  }

  @Test
  void whatTheLibraryChecksIsToldWithoutItsSourceLines() {
    Problem problem =
        NativeFailure.problem(
            "reading", "[00:00:00] /a/data.cc:1181: Check failed: valid: Input\nStack trace:\n 1");
    assertThat(problem.code()).isEqualTo(ErrorCode.TRAINING_FAILED);
    assertThat(problem.found()).isEqualTo("valid: Input");
  }

  @Test
  void settingsTheLibraryRefuses() {
    try (NativeMatrix matrix = NativeMatrix.copy(new FeatureMatrix(1, 1, new float[1]))) {
      for (Map<String, Object> parameters :
          java.util.List.<Map<String, Object>>of(
              Map.of("max_depth", "deep"), Map.of("eta", -1.0f), Map.of("max_bin", 1))) {
        MillraceException failure =
            catchThrowableOfType(
                MillraceException.class,
                () ->
                    NativeFailure.guard(
                        "starting",
                        () ->
                            XGBoost.train(
                                matrix.matrix(), parameters, 1, new HashMap<>(), null, null)));
        assertThat(failure).isNotNull();
        assertThat(failure.code())
            .as("%s: %s", parameters, failure.getMessage())
            .isEqualTo(ErrorCode.LEARNER_SETTING_INVALID);
      }
    }
  }

  @Test
  void aFullDiskIsToldFromAMissingLibrary() {
    Problem problem =
        NativeFailure.notLoaded(
            new ExceptionInInitializerError(
                new IllegalStateException(new java.io.IOException("No space left on device"))));
    assertThat(problem.code()).isEqualTo(ErrorCode.DISK_FULL);
    assertThat(problem.found()).isEqualTo("No space left on device");
  }

  @Test
  void aMissingNativePartNamesWhatToInstall() {
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class,
            () ->
                NativeFailure.guard(
                    "starting",
                    () -> {
                      throw new UnsatisfiedLinkError("libgomp.so.1: cannot open");
                    }));
    assertThat(failure).isNotNull().hasMessageContaining("libgomp");
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_FAILED);
  }
}
