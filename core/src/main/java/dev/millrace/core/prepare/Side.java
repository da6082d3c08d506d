package dev.millrace.core.prepare;

/** Which part of a split a row belongs to. */
public enum Side {
  /** Learned from. */
  TRAIN,
  /** Decides when to stop and where the threshold lies. */
  VALIDATION,
  /** Only looked at to evaluate. */
  TEST,
  /** Between two parts, left out so that neither knows of the other. */
  GAP
}
