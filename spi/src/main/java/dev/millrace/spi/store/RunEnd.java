package dev.millrace.spi.store;

import dev.millrace.spi.id.PlainText;

/**
 * How a run ended.
 *
 * @param status DONE, FAILED or REFUSED
 * @param problem what went wrong, for people; empty when done
 */
public record RunEnd(RunStatus status, String problem) {
  public RunEnd {
    problem = PlainText.clean(problem);
    if (status == RunStatus.RUNNING || status == RunStatus.ABANDONED) {
      throw new IllegalArgumentException("a run does not end as " + status);
    }
    if (problem.isBlank() != (status == RunStatus.DONE)) {
      throw new IllegalArgumentException("a run that is not done says why, a done one does not");
    }
  }

  public static RunEnd done() {
    return new RunEnd(RunStatus.DONE, "");
  }

  public static RunEnd failed(String problem) {
    return new RunEnd(RunStatus.FAILED, problem);
  }

  public static RunEnd refused(String problem) {
    return new RunEnd(RunStatus.REFUSED, problem);
  }
}
