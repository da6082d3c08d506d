package dev.millrace.spi.store;

/** How far people have taken a model version. */
public enum ModelPhase {
  /** Registered; measured against thresholds and people's judgement. */
  ASSESSMENT,
  /** Being worked on after an assessment. */
  DEVELOPMENT,
  /** Tried on live traffic. */
  LIVE_EXPERIMENT
}
