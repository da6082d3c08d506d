package dev.millrace.core.evaluate;

/** Which way a metric improves. */
public enum Better {
  HIGHER,
  LOWER,
  /** The metric describes and does not judge. */
  NEITHER
}
