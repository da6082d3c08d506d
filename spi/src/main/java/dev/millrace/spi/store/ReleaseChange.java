package dev.millrace.spi.store;

/** Why the routes of a release target changed. Names are stored. */
public enum ReleaseChange {
  /** A candidate got its first share. */
  START,
  /** A candidate got a larger share. */
  WIDEN,
  /** A candidate got the whole traffic. */
  PROMOTE,
  /** A candidate lost its share before it had the whole traffic. */
  ABANDON,
  /** What was live before is live again. */
  ROLL_BACK
}
