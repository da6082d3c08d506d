package dev.millrace.core.serve;

import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.scorer.Scores;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Predictions of one request.
 *
 * @param ids one for each row
 * @param decisions position of the class decided for, for each row; empty for amounts
 * @param flags what is unusual about the rows
 * @param unkept rows whose prediction could not be kept in the log, once that is known of all: the
 *     answer waits for it. Completed by the log's writer thread, which must not be held up
 */
public record Predicted(
    ServedVersion version,
    List<PredictionId> ids,
    Scores scores,
    List<Integer> decisions,
    Flags flags,
    CompletableFuture<Integer> unkept) {
  public Predicted {
    Objects.requireNonNull(version);
    ids = List.copyOf(ids);
    Objects.requireNonNull(scores);
    decisions = List.copyOf(decisions);
    Objects.requireNonNull(flags);
    Objects.requireNonNull(unkept);
  }

  /** Predictions of rows with nothing unusual about them. */
  public Predicted(
      ServedVersion version,
      List<PredictionId> ids,
      Scores scores,
      List<Integer> decisions,
      CompletableFuture<Integer> unkept) {
    this(version, ids, scores, decisions, Flags.NONE, unkept);
  }
}
