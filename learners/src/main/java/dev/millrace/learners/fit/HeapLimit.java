package dev.millrace.learners.fit;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.function.Supplier;

/** Turns a full Java heap into a failure a user can act on. */
public final class HeapLimit {
  private HeapLimit() {}

  /**
   * Does a fit whose arrays may not find room; nothing of it is kept when they do not.
   *
   * @throws MillraceException TRAINING_OUT_OF_MEMORY
   */
  public static <T> T guard(Supplier<T> fit) {
    try {
      return fit.get();
    } catch (OutOfMemoryError e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TRAINING_OUT_OF_MEMORY, "the Java heap is full while training")
              .next("Give the training process more memory, or train on a sample of the rows"),
          e);
    }
  }
}
