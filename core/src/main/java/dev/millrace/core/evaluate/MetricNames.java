package dev.millrace.core.evaluate;

import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.spi.learn.Task;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which metrics there are, so that a name nobody computes is refused before anything is. */
public final class MetricNames {
  /** The name of a metric of any task. */
  public static final ValueForm<String> FORM = form();

  private MetricNames() {}

  private static ValueForm<String> form() {
    Set<String> names = known(Optional.empty());
    return new ValueForm<String>(
            String.join(", ", names),
            text -> {
              if (!names.contains(text)) {
                throw new IllegalArgumentException(text);
              }
              return text;
            },
            text -> text)
        .shaped(Shape.choice(List.copyOf(names)));
  }

  private static Set<String> known(Optional<Task> task) {
    return task.map(one -> Stream.of(one))
        .orElse(Stream.of(Task.values()))
        .flatMap(each -> of(each).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The metrics of every task. */
  public static List<String> all() {
    return List.copyOf(known(Optional.empty()));
  }

  /** The metrics of a task, in the order of reports. */
  public static List<String> of(Task task) {
    return switch (task) {
      case BINARY -> names(BinaryMetrics.with(CostMatrix.EQUAL));
      case MULTICLASS -> names(MulticlassMetrics.ALL);
      case REGRESSION -> names(RegressionMetrics.ALL);
    };
  }

  /**
   * METRIC_UNKNOWN, with what there is, when a metric is not computed.
   *
   * @param task empty while it is not known, when any task's metric will do
   */
  public static Optional<Problem> refuse(String metric, Optional<Task> task) {
    Set<String> known = known(task);
    if (known.contains(metric)) {
      return Optional.empty();
    }
    String there =
        task.map(one -> String.join(", ", of(one)))
            .orElseGet(
                () ->
                    Stream.of(Task.values())
                        .map(each -> word(each) + ": " + String.join(", ", of(each)))
                        .collect(Collectors.joining("; ")));
    return Optional.of(
        Problem.of(
                ErrorCode.METRIC_UNKNOWN,
                task.map(one -> "there is no such metric of a " + word(one) + " task")
                    .orElse("there is no such metric"))
            .found(metric)
            .allowed(there)
            .next(
                Spelling.nearest(metric, known)
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElse("")));
  }

  private static String word(Task task) {
    return task.name().toLowerCase(Locale.ROOT);
  }

  private static <M> List<String> names(List<Metric<M>> metrics) {
    return metrics.stream().map(Metric::name).toList();
  }
}
