package dev.millrace.core.serve;

import dev.millrace.column.Field;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.json.Json;
import dev.millrace.json.JsonNumber;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import java.util.List;

/** Scores and decisions of a registered scorer in the forms users see. */
public final class Predictions {
  private final RegisteredScorer scorer;

  public Predictions(RegisteredScorer scorer) {
    this.scorer = scorer;
  }

  /** The prediction for one row of scores. */
  public Json json(Scores scores, int row) {
    MembersBuilder members =
        Json.members()
            .put("model", scorer.version().model().value())
            .put("version", scorer.version().version());
    List<String> labels = scores.labels();
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

  /**
   * Predictions for every row of a cut, in its order, as CSV: the record's number in its file from
   * 0, then the value, or the decision and the probability of each class.
   */
  public String csv(Engine engine, DataCut cut) {
    List<String> labels = scorer.scorer().output().labels();
    StringBuilder out = new StringBuilder("row");
    if (labels.isEmpty()) {
      out.append(",value\n");
    } else {
      out.append(",decision");
      labels.forEach(label -> out.append(',').append(quoted("p(" + label + ")")));
      out.append('\n');
    }
    Scan scan = Scan.of(cut, scorer.scorer().inputs().asList().stream().map(Field::name).toList());
    return engine.ordered(scan, new SortOrder(List.of()), new Writer(out));
  }

  /** Class that is decided for: by the threshold of two, else the most probable. */
  private int decide(Scores scores, int row) {
    int classes = scores.labels().size();
    if (classes == 2) {
      return (float) scores.score(row, 0) >= (float) scorer.threshold().orElse(0.5) ? 1 : 0;
    }
    int best = 0;
    for (int label = 1; label < classes; label++) {
      if (scores.probability(row, label) > scores.probability(row, best)) {
        best = label;
      }
    }
    return best;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Writes rows as they come in order. */
  private final class Writer implements OrderedPass<String> {
    private final StringBuilder out;

    Writer(StringBuilder out) {
      this.out = out;
    }

    @Override
    public void next(RowBatch rows) {
      Scores scores = scorer.scorer().score(rows.values());
      for (int row = 0; row < rows.rows(); row++) {
        out.append(rows.ids().ordinalAt(row));
        if (scores.labels().isEmpty()) {
          out.append(',').append(JsonNumber.text(scores.score(row, 0)));
        } else {
          out.append(',').append(quoted(scores.labels().get(decide(scores, row))));
          for (int label = 0; label < scores.labels().size(); label++) {
            out.append(',').append(JsonNumber.text(scores.probability(row, label)));
          }
        }
        out.append('\n');
      }
    }

    @Override
    public String finish() {
      return out.toString();
    }
  }
}
