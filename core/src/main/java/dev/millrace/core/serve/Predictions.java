package dev.millrace.core.serve;

import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.Scores;
import java.util.List;

/** Scores and decisions of a registered scorer as users see them. */
public final class Predictions {
  private final RegisteredScorer scorer;

  public Predictions(RegisteredScorer scorer) {
    this.scorer = scorer;
  }

  /** The prediction for one row of scores; VALUE_INVALID when there is no finite one. */
  public Json json(Scores scores, int row) {
    MembersBuilder members =
        Json.members()
            .put("model", scorer.version().model().value())
            .put("version", scorer.version().version());
    List<String> labels = scores.labels();
    for (int output = 0; output < scores.outputs(); output++) {
      requireFinite(scores.score(row, output));
    }
    if (labels.isEmpty()) {
      return members.put("value", scores.score(row, 0)).build();
    }
    MembersBuilder probabilities = Json.members();
    for (int label = 0; label < labels.size(); label++) {
      probabilities.put(labels.get(label), scores.probability(row, label));
    }
    return members
        .put("decision", labels.get(decide(scores, row)))
        .put("score", scores.score(row, labels.size() == 2 ? 0 : decide(scores, row)))
        .put("probabilities", probabilities.build())
        .build();
  }

  /** Position of the class decided for. */
  int decide(Scores scores, int row) {
    return scorer.decision().orElseThrow().decide(scores, row);
  }

  private static void requireFinite(double score) {
    if (!Double.isFinite(score)) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "the row has no score")
          .found(Double.toString(score))
          .next("Look for values in the row that are far out of the range of the training rows.")
          .asException();
    }
  }
}
