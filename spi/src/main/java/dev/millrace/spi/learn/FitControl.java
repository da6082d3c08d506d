package dev.millrace.spi.learn;

/** What the caller lets a fit use, and what it wants to hear. */
public interface FitControl {
  /** Threads the fit may use, at least 1; never part of what is learned. */
  int threads();

  /** Root seed of the run; the learner derives its own by purpose. */
  long seed();

  /** Asked at least once a round; true means stop with TRAINING_CANCELLED. */
  boolean cancelled();

  /** Told after each round; returns quickly. */
  void progress(FitProgress progress);
}
