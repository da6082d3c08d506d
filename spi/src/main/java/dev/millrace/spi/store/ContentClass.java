package dev.millrace.spi.store;

import java.util.Locale;

/** What is kept for how long: rules of collection are told by it. */
public enum ContentClass {
  /** Rows as they were landed. */
  CUTS,
  /** What can be made again from rows that were landed, such as columns of their history. */
  INTERMEDIATE,
  /** Rows that were kept apart. */
  QUARANTINE,
  /** Scorers of a training: the candidate's and those of baselines. */
  SCORERS,
  /** Contents that nothing in the record names: writes of runs that died before they said so. */
  UNREFERENCED,
  /** Reports of runs. */
  REPORTS,
  /** Files of processes that have ended. */
  SCRATCH;

  /** Such as {@code cuts}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
