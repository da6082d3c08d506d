package dev.millrace.core.serve.log;

/**
 * Told once what became of a record that was {@link Fate#QUEUED}. Runs on the log's writer thread,
 * which everybody else waits for: hand on, and return. A {@code CompletableFuture<Fate>}'s {@code
 * complete} will do.
 */
@FunctionalInterface
public interface Acknowledgement {
  /** Nobody waits. */
  Acknowledgement NONE = fate -> {};

  /** {@link Fate#KEPT} or a loss. */
  void settle(Fate fate);
}
