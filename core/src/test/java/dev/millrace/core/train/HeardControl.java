package dev.millrace.core.train;

import dev.millrace.core.stage.StageControl;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is told, and fails with a code once it was asked so often. */
final class HeardControl implements StageControl {
  private final ErrorCode code;
  private final int after;
  private final List<String> told = new ArrayList<>();
  private int asked;

  private HeardControl(ErrorCode code, int after) {
    this.code = code;
    this.after = after;
  }

  static HeardControl quiet() {
    return new HeardControl(ErrorCode.INTERNAL, Integer.MAX_VALUE);
  }

  static HeardControl failing(ErrorCode code, int after) {
    return new HeardControl(code, after);
  }

  List<String> told() {
    return told;
  }

  @Override
  public void check() {
    asked++;
    if (asked > after) {
      throw Problem.of(code, "stopped by the test").asException();
    }
  }

  @Override
  public void progress(long done, long total, String unit, String note) {
    told.add(done + "/" + total + " " + unit + " " + note);
  }
}
