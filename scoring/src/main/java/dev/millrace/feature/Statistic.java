package dev.millrace.feature;

/** Where the value that stands in for a missing one came from; recorded for people. */
public enum Statistic {
  /** Chosen by a person. */
  CONSTANT,
  /** Mean of the training rows. */
  MEAN,
  /** Median of the training rows. */
  MEDIAN,
  /** Most frequent value of the training rows. */
  MODE
}
