package dev.millrace.spi.store;

/**
 * Told of every point at which a crash must lose nothing that was promised. The points are {@code
 * blob.before-fsync}, {@code blob.before-rename}, {@code blob.after-rename}, {@code
 * before-commit:ACTION} and {@code after-commit:ACTION} for every {@link EventAction} by its text,
 * and {@code lease.renewed}. Called on the thread that does the work; what it throws ends the work
 * there, as a crash would.
 */
@FunctionalInterface
public interface Checkpoints {
  /** Does nothing. */
  Checkpoints NONE = point -> {};

  void reached(String point);
}
