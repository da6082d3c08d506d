package dev.millrace.core.release;

/**
 * What was seen of the answers of one version.
 *
 * @param requests answers, failed ones included
 * @param failures answers that failed through no fault of the caller
 * @param latencyNanos 99th percentile of the time to answer
 */
public record ArmTally(long requests, long failures, long latencyNanos) {
  /** Nothing seen. */
  public static final ArmTally NONE = new ArmTally(0, 0, 0);

  public ArmTally {
    if (failures < 0 || requests < failures || latencyNanos < 0) {
      throw new IllegalArgumentException(requests + " requests, " + failures + " failures");
    }
  }

  double failureRate() {
    return requests == 0 ? 0 : (double) failures / requests;
  }
}
