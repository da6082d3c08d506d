package dev.millrace.core.serve;

import dev.millrace.core.serve.log.Durability;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** An answer that goes out when its predictions are in the log, in whatever form it is. */
public final class KeptAnswer {
  private final Durability durability;

  public KeptAnswer(Durability durability) {
    this.durability = durability;
  }

  /**
   * The answer, once the log has told of every prediction; LOG_UNAVAILABLE when the disk was to
   * keep them and did not. Completed by the log's writer, which must not be held up.
   *
   * @param answer made from the number of rows that could not be kept
   */
  public <T> CompletionStage<T> of(Predicted predicted, IntFunction<T> answer) {
    // Written while the log writes, and not by its thread.
    T kept = answer.apply(0);
    return predicted
        .unkept()
        .thenApply(unkept -> unkept == 0 ? kept : incomplete(predicted, unkept, answer));
  }

  /** Who asked for predictions that survive a crash of the machine is told when they do not. */
  private <T> T incomplete(Predicted predicted, int unkept, IntFunction<T> answer) {
    if (durability == Durability.DISK) {
      throw Problem.of(ErrorCode.LOG_UNAVAILABLE, "the predictions could not be kept on the disk")
          .found(unkept + " of " + predicted.ids().size() + " rows")
          .next("Ask again a little later.")
          .asException();
    }
    return answer.apply(unkept);
  }
}
