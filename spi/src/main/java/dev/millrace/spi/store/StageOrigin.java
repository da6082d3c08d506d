package dev.millrace.spi.store;

/** Where the result of a stage came from. */
public enum StageOrigin {
  /** The stage ran. */
  MADE,
  /** A stored result was used. */
  REUSED
}
