package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Section;
import dev.millrace.core.evaluate.EvaluateSettings;
import dev.millrace.core.evaluate.MetricNames;
import dev.millrace.core.gate.GateRule;
import dev.millrace.core.gate.GateRuleForm;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.spi.learn.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keys of a pipeline demand of each other and of the data, found before work is spent. */
final class PipelineChecks {
  private PipelineChecks() {}

  /**
   * Notes what is wrong with the gate, line by line.
   *
   * @param task as the file says it; empty when the data tells it
   */
  static void gate(Section top, EvaluateSettings evaluate, Optional<Task> task) {
    for (ConfigNode.Scalar line : top.scalars("gate")) {
      GateRuleForm.find(line.text())
          .ifPresent(
              rule -> {
                String place = line.position().toString();
                MetricNames.refuse(rule.metric(), task)
                    .ifPresent(problem -> top.problems().add(problem.at(place)));
                if (rule.slice().isPresent() && !evaluate.slices().contains(rule.slice().get())) {
                  top.problems()
                      .add(
                          Problem.of(
                                  ErrorCode.GATE_INVALID,
                                  "the gate looks at slices nobody evaluates")
                              .at(place)
                              .found(rule.text())
                              .next("Add '" + rule.slice().get() + "' to 'evaluate.slices'."));
                }
              });
    }
  }

  /** COLUMN_MISSING for every slice that the data has no column for. */
  static void slices(PipelineConfig config, Fields fields) {
    List<String> names = fields.asList().stream().map(field -> field.name().value()).toList();
    List<Problem> problems = new ArrayList<>();
    for (String slice : config.evaluate().slices()) {
      if (fields.find(new ColumnName(slice)).isEmpty()) {
        problems.add(
            Problem.of(ErrorCode.COLUMN_MISSING, "there is no column to slice by")
                .at("evaluate.slices")
                .found(slice)
                .next(
                    Spelling.nearest(slice, names)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("The columns are: " + String.join(", ", names) + ".")));
      }
    }
    throwAny(problems);
  }

  /** METRIC_UNKNOWN for every metric asked for that the task, now known, does not have. */
  static void metrics(PipelineConfig config, Task task) {
    List<Problem> problems = new ArrayList<>();
    for (GateRule rule : config.gate()) {
      MetricNames.refuse(rule.metric(), Optional.of(task))
          .ifPresent(problem -> problems.add(problem.at("gate, '" + rule.text() + "'")));
    }
    config
        .monitor()
        .quality()
        .metric()
        .flatMap(metric -> MetricNames.refuse(metric, Optional.of(task)))
        .ifPresent(problem -> problems.add(problem.at("monitor.quality.metric")));
    throwAny(problems);
  }

  private static void throwAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
  }
}
