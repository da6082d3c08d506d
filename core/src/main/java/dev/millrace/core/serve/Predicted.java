package dev.millrace.core.serve;

import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.id.ModelName;
import java.util.List;
import java.util.Objects;

/**
 * Predictions of one request.
 *
 * @param ids one for each row
 * @param decisions position of the class decided for, for each row; empty for amounts
 * @param unkept rows whose prediction could not be kept in the log
 */
public record Predicted(
    ModelName model,
    int version,
    long epoch,
    List<PredictionId> ids,
    Scores scores,
    List<Integer> decisions,
    int unkept) {
  public Predicted {
    Objects.requireNonNull(model);
    ids = List.copyOf(ids);
    Objects.requireNonNull(scores);
    decisions = List.copyOf(decisions);
  }
}
