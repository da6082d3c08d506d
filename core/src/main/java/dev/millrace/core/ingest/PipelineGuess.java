package dev.millrace.core.ingest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A first pipeline for data nobody described.
 *
 * @param label column to predict
 * @param labelExpression what reads the label, when its column is written as no number is
 * @param time event time column with its unit as the pipeline writes it
 * @param drop columns that are no features, each with its reason
 * @param made features that an expression reads from a column
 * @param gate demands to begin with
 * @param reasons every choice with its reason, for people
 */
public record PipelineGuess(
    String label,
    Optional<String> labelExpression,
    Optional<Map.Entry<String, String>> time,
    Map<String, String> drop,
    List<Made> made,
    List<String> gate,
    List<String> reasons) {
  /**
   * A feature that an expression reads.
   *
   * @param take part of a day; empty for a number
   */
  public record Made(String name, String expression, Optional<String> take) {
    public Made {
      Objects.requireNonNull(name);
      Objects.requireNonNull(expression);
      Objects.requireNonNull(take);
    }
  }

  public PipelineGuess {
    Objects.requireNonNull(label);
    Objects.requireNonNull(labelExpression);
    Objects.requireNonNull(time);
    drop = Map.copyOf(drop);
    made = List.copyOf(made);
    gate = List.copyOf(gate);
    reasons = List.copyOf(reasons);
  }

  /** The pipeline file. */
  public String yaml(String name, String file) {
    StringBuilder out = new StringBuilder();
    out.append("# Written by millrace init; every choice is a guess of yours to review.\n");
    out.append("config-version: 1\nname: ").append(name).append("\nsource:\n  files: ");
    out.append(quoted(file)).append('\n');
    time.ifPresent(
        t ->
            out.append("  time: { column: ")
                .append(quoted(t.getKey()))
                .append(", unit: ")
                .append(t.getValue())
                .append(" }\n"));
    out.append("label: { ").append(labelExpression.isPresent() ? "name: " : "column: ");
    out.append(quoted(label));
    labelExpression.ifPresent(text -> out.append(", when: ").append(quoted(text)));
    out.append(" }\n");
    out.append("features:\n");
    drop.keySet().stream()
        .sorted()
        .forEach(
            column ->
                out.append("  ")
                    .append(quoted(column))
                    .append(": drop  # ")
                    .append(drop.get(column))
                    .append('\n'));
    for (Made feature : made) {
      out.append("  ").append(quoted(feature.name())).append(": { expression: ");
      out.append(quoted(feature.expression()));
      feature.take().ifPresent(part -> out.append(", take: ").append(part));
      out.append(" }\n");
    }
    out.append("  rest: auto\n");
    out.append("split: { by: ").append(time.isPresent() ? "time" : "hash");
    out.append(", train: 70%, validation: 15%, test: 15% }\n");
    out.append("train: { learner: xgboost }\n");
    out.append("gate:\n");
    gate.forEach(rule -> out.append("  - ").append(rule).append('\n'));
    return out.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
