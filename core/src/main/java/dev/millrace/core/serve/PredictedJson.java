package dev.millrace.core.serve;

import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.Scores;
import java.util.ArrayList;
import java.util.List;

/** The answer to a request for predictions. */
public final class PredictedJson {
  private PredictedJson() {}

  public static Json of(Predicted predicted) {
    List<Json> rows = new ArrayList<>(predicted.ids().size());
    for (int row = 0; row < predicted.ids().size(); row++) {
      rows.add(row(predicted, row));
    }
    MembersBuilder answer =
        Json.members()
            .put("model", predicted.model().value())
            .put("version", predicted.version())
            .put("epoch", predicted.epoch())
            .put("predictions", rows);
    if (predicted.unkept() > 0) {
      answer.put("unlogged", predicted.unkept());
    }
    return answer.build();
  }

  private static Json row(Predicted predicted, int row) {
    Scores scores = predicted.scores();
    List<String> labels = scores.labels();
    MembersBuilder out = Json.members().put("id", predicted.ids().get(row).text());
    if (labels.isEmpty()) {
      return out.put("value", scores.score(row, 0)).build();
    }
    int decided = predicted.decisions().get(row);
    MembersBuilder probabilities = Json.members();
    for (int label = 0; label < labels.size(); label++) {
      probabilities.put(labels.get(label), scores.probability(row, label));
    }
    return out.put("decision", labels.get(decided))
        .put("score", scores.score(row, labels.size() == 2 ? 0 : decided))
        .put("probabilities", probabilities.build())
        .build();
  }
}
