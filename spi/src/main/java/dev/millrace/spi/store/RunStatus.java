package dev.millrace.spi.store;

/** Where a run stands. */
public enum RunStatus {
  /** Started and not ended; it is alive only while its lease is. */
  RUNNING,
  /** Every stage was committed. */
  DONE,
  /** Ended by a failure. */
  FAILED,
  /** Ended because data or model did not reach what was demanded. */
  REFUSED,
  /** Its process fell silent; another run took the lease, or will. */
  ABANDONED
}
