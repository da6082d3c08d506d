package dev.millrace.learners.lightgbm;

import com.microsoft.ml.lightgbm.lightgbmlib;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Locale;

/** Says in our words what the library complains about. */
final class NativeFailure {
  /** A call into the library that complains by an exception. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws LGBMException;
  }

  private NativeFailure() {}

  /**
   * Makes a call.
   *
   * @throws MillraceException LEARNER_SETTING_INVALID, TRAINING_OUT_OF_MEMORY, TRAINING_FAILED
   */
  static <T> T guard(String what, Call<T> call) {
    try {
      return call.make();
    } catch (LGBMException e) {
      throw new MillraceException(problem(what, String.valueOf(e.getMessage())), e);
    } catch (LinkageError e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TRAINING_FAILED, "the native part of LightGBM cannot be loaded")
              .found(firstLine(e.toString()))
              .allowed("Linux and macOS on x86-64 and ARM64, Windows on x86-64")
              .next("Use the learner xgboost on this machine"),
          e);
    }
  }

  /** Refuses the answer of a call that complains by a number. */
  static void check(String what, int answer) {
    if (answer != 0) {
      throw new MillraceException(problem(what, String.valueOf(lightgbmlib.LGBM_GetLastError())));
    }
  }

  private static Problem problem(String what, String message) {
    String said = firstLine(message);
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("bad_alloc") || lower.contains("memory")) {
      return Problem.of(
              ErrorCode.TRAINING_OUT_OF_MEMORY, "memory ran out in LightGBM while " + what)
          .found(said)
          .next(
              "Train on a sample of the rows, use fewer features, or give the machine more memory");
    }
    return Problem.of(ErrorCode.TRAINING_FAILED, "LightGBM failed while " + what).found(said);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
