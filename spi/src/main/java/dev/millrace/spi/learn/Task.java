package dev.millrace.spi.learn;

/** What is to be predicted. */
public enum Task {
  /** One of two classes; labels are 0 and 1. */
  BINARY,
  /** One of several classes; labels are 0 to k-1. */
  MULTICLASS,
  /** A number. */
  REGRESSION
}
