package dev.millrace.core.release;

/**
 * What was seen of the answers of one version.
 *
 * @param requests answers, failed ones included
 * @param failures answers that failed through no fault of the caller
 * @param latencyNanos 99th percentile of the time to answer
 * @param labelled rows of the A/B test of which the truth is known
 * @param successes rows of these that count as a success
 */
public record ArmTally(
    long requests, long failures, long latencyNanos, long labelled, long successes) {
  /** Nothing seen. */
  public static final ArmTally NONE = new ArmTally(0, 0, 0);

  public ArmTally {
    if (failures < 0
        || requests < failures
        || latencyNanos < 0
        || successes < 0
        || labelled < successes) {
      throw new IllegalArgumentException(
          requests + " requests, " + failures + " failures, " + labelled + " labelled");
    }
  }

  /** Without a test. */
  public ArmTally(long requests, long failures, long latencyNanos) {
    this(requests, failures, latencyNanos, 0, 0);
  }

  /** The same with what an A/B test has seen. */
  public ArmTally labelled(long rows, long hits) {
    return new ArmTally(requests, failures, latencyNanos, rows, hits);
  }

  double failureRate() {
    return requests == 0 ? 0 : (double) failures / requests;
  }
}
