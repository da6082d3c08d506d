package dev.millrace.spi.store;

/** The three kinds of stages. */
public enum StageKind {
  /** Looks at the world and gives a pinned record; never reused. */
  OBSERVE,
  /** Sees only pinned records; its result is stored under a key and reused. */
  PURE,
  /** Changes the world outside the run, under an idempotency key. */
  EFFECT
}
