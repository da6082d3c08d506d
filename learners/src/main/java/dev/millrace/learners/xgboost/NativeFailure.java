package dev.millrace.learners.xgboost;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.Locale;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Says in our words what the library complains about. */
final class NativeFailure {
  /** A call into the library. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws XGBoostError;
  }

  private NativeFailure() {}

  /**
   * Makes a call.
   *
   * @param what what the call is for, as in "growing a tree"
   * @throws MillraceException LEARNER_SETTING_INVALID, TRAINING_OUT_OF_MEMORY, TRAINING_FAILED
   */
  static <T> T guard(String what, Call<T> call) {
    try {
      return call.make();
    } catch (XGBoostError e) {
      throw new MillraceException(problem(what, String.valueOf(e.getMessage())), e);
    } catch (LinkageError e) {
      // Also wraps a failure to unpack the native part: it happens in a class initializer.
      throw new MillraceException(notLoaded(e), e);
    }
  }

  static Problem problem(String what, String message) {
    String said = firstLine(message);
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("bad_alloc")
        || lower.contains("out of memory")
        || lower.contains("failed to allocate")
        || lower.contains("cannot allocate memory")) {
      return outOfMemory(what, said);
    }
    if (lower.contains("invalid parameter") || lower.contains("should be greater equal")) {
      return Problem.of(ErrorCode.LEARNER_SETTING_INVALID, "XGBoost refuses a setting").found(said);
    }
    return Problem.of(ErrorCode.TRAINING_FAILED, "XGBoost failed while " + what).found(said);
  }

  private static Problem outOfMemory(String what, String said) {
    return Problem.of(ErrorCode.TRAINING_OUT_OF_MEMORY, "memory ran out in XGBoost while " + what)
        .found(said)
        .next("Train on a sample of the rows, use fewer features, or give the machine more memory");
  }

  /** The library unpacks its native part into the temporary folder before it loads it. */
  static Problem notLoaded(LinkageError failure) {
    String said = failure.toString();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      said = cause.getMessage() == null ? said : cause.getMessage();
    }
    if (FileFault.isNoRoom(said)) {
      return Problem.of(
              ErrorCode.DISK_FULL, "there is no room to unpack the native part of XGBoost")
          .at(System.getProperty("java.io.tmpdir"))
          .found(said)
          .next("Free disk space and run again; what was committed is safe");
    }
    return Problem.of(ErrorCode.TRAINING_FAILED, "the native part of XGBoost cannot be loaded")
        .found(said)
        .allowed(
            "Linux with glibc and libgomp, macOS with libomp, Windows; a writable java.io.tmpdir")
        .next("Install what is missing, or use the learner linear");
  }

  /** Without time, source file and stack trace, which say nothing to a user. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    int check = line.indexOf("Check failed: ");
    return check >= 0 ? line.substring(check + "Check failed: ".length()) : line;
  }
}
