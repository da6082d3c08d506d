package dev.millrace.core.trigger;

/** How a run that a trigger started ended. Names are stored. */
public enum RunOutcome {
  /** A version was proposed for release, or waits for a person to release it. */
  DONE,
  /** It made the scorer that is the champion already. */
  SAME,
  /** The data was not good enough: nothing was trained. */
  DATA_REFUSED,
  /** The model was not good enough: what is live stays. */
  GATE_REFUSED,
  /** It broke. */
  FAILED;

  /** The outcome of a process that ended with this code. */
  public static RunOutcome of(int exitCode) {
    return switch (exitCode) {
      case 0 -> DONE;
      case 3 -> GATE_REFUSED;
      case 4 -> DATA_REFUSED;
      default -> FAILED;
    };
  }
}
