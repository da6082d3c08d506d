package dev.millrace.spi.track;

/** Where a tracked run stands, as whoever runs it says. */
public enum TrackedStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  /** Ended from outside, or its process fell silent. */
  KILLED
}
