package dev.millrace.core.stage;

/** The work of a stage. */
@FunctionalInterface
public interface StageBody<O> {
  /** Does the work; problems are {@code MillraceException}s. */
  O run(StageControl control);
}
