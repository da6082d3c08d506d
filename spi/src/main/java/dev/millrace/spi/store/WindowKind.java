package dev.millrace.spi.store;

/** What a monitoring window tells of. Names are stored. */
public enum WindowKind {
  /** Requests, their inputs and the answers. */
  TRAFFIC,
  /** Answers held against labels. */
  QUALITY
}
