package dev.millrace.core.flow;

/** The work of a stage. */
@FunctionalInterface
public interface StageBody<O> {
  /** Does the work; problems are {@code MillraceException}s. */
  O run(StageControl control);
}
