package dev.millrace.core.serve;

import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonNumber;
import dev.millrace.scorer.Scores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The answer to a request for predictions: canonical JSON, written without making its values first.
 */
public final class PredictedJson {
  /** Characters of a row of two classes, about. */
  private static final int ROW = 192;

  private final Predicted predicted;
  private final Scores scores;
  private final List<String> labels;

  /** Positions of the labels in the order of their names. */
  private final int[] order;

  private final StringBuilder out;

  /** The number written last, which often comes again: a score is one of the probabilities. */
  private double lastNumber = Double.NaN;

  private String lastText = "";

  private PredictedJson(Predicted predicted) {
    this.predicted = predicted;
    this.scores = predicted.scores();
    this.labels = scores.labels();
    this.order = order(labels);
    this.out = new StringBuilder(ROW * (1 + predicted.ids().size()));
  }

  /**
   * The bytes of an answer.
   *
   * @param unkept rows whose prediction is not in the log
   */
  public static byte[] bytes(Predicted predicted, int unkept) {
    PredictedJson json = new PredictedJson(predicted);
    json.write(unkept);
    return json.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int[] order(List<String> labels) {
    if (labels.size() == 2) {
      return labels.get(0).compareTo(labels.get(1)) < 0 ? new int[] {0, 1} : new int[] {1, 0};
    }
    return IntStream.range(0, labels.size())
        .boxed()
        .sorted((one, other) -> labels.get(one).compareTo(labels.get(other)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void write(int unkept) {
    out.append("{\"epoch\":").append(predicted.version().epoch()).append(",\"model\":");
    text(predicted.version().model().value());
    out.append(",\"predictions\":[");
    for (int row = 0; row < predicted.ids().size(); row++) {
      out.append(row == 0 ? "{" : ",{");
      row(predicted.ids().get(row), row);
      out.append('}');
    }
    out.append(']');
    if (unkept > 0) {
      out.append(",\"unlogged\":").append(unkept);
    }
    out.append(",\"version\":").append(predicted.version().version()).append('}');
  }

  private void row(PredictionId id, int row) {
    if (labels.isEmpty()) {
      flags(row);
      out.append("\"id\":\"").append(id.text()).append("\",\"value\":");
      number(scores.score(row, 0));
      return;
    }
    int decided = predicted.decisions().get(row);
    out.append("\"decision\":");
    text(labels.get(decided));
    out.append(',');
    flags(row);
    out.append("\"id\":\"").append(id.text()).append("\",\"probabilities\":{");
    String separator = "";
    for (int label : order) {
      out.append(separator);
      text(labels.get(label));
      out.append(':');
      number(scores.probability(row, label));
      separator = ",";
    }
    out.append("},\"score\":");
    number(scores.score(row, labels.size() == 2 ? 0 : decided));
  }

  private void flags(int row) {
    List<String> flags = predicted.flags().of(row);
    if (flags.isEmpty()) {
      return;
    }
    String separator = "\"flags\":[";
    for (String flag : flags) {
      out.append(separator);
      text(flag);
      separator = ",";
    }
    out.append("],");
  }

  private void text(String value) {
    CanonicalJson.quote(value, out);
  }

  private void number(double value) {
    if (Double.compare(value, lastNumber) != 0 || Double.isNaN(value)) {
      lastNumber = new Json.Real(value).value();
      lastText = JsonNumber.text(lastNumber);
    }
    out.append(lastText);
  }
}
