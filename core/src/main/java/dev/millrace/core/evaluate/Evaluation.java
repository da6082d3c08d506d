package dev.millrace.core.evaluate;

import dev.millrace.core.chart.Mark.Point;
import dev.millrace.spi.learn.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found out about a scorer on the test rows. Aggregates only, no rows.
 *
 * @param scorer what was evaluated: {@code candidate}, {@code champion}, {@code linear}, {@code
 *     constant}
 * @param classes names of the classes in order; empty for regression
 * @param threshold decision threshold of a two-class task; NaN for others
 * @param confusion rows by label and decision, row-major; empty for regression
 * @param roc false positive rate across, true positive rate up; empty unless two classes
 * @param precisionRecall recall across, precision up; empty unless two classes
 * @param calibration mean score across, share of positives up; for regression mean prediction
 *     across, mean label up; empty with more than two classes
 * @param residuals rows by prediction minus label; empty unless regression
 * @param importance most important first; empty when not measured
 */
public record Evaluation(
    String scorer,
    Task task,
    List<String> classes,
    long rows,
    float threshold,
    Evaluator.Results results,
    List<Long> confusion,
    List<Point> roc,
    List<Point> precisionRecall,
    List<Point> calibration,
    List<ResidualBin> residuals,
    List<ColumnImportance> importance) {
  public Evaluation {
    Objects.requireNonNull(scorer);
    Objects.requireNonNull(task);
    classes = List.copyOf(classes);
    Objects.requireNonNull(results);
    confusion = List.copyOf(confusion);
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
    calibration = List.copyOf(calibration);
    residuals = List.copyOf(residuals);
    importance = List.copyOf(importance);
  }

  /** A metric on all rows. */
  public Optional<Estimate> find(String metric) {
    return results.overall().stream().filter(e -> e.metric().equals(metric)).findFirst();
  }

  /** The same evaluation with the importance of columns. */
  public Evaluation with(List<ColumnImportance> columns) {
    return new Evaluation(
        scorer,
        task,
        classes,
        rows,
        threshold,
        results,
        confusion,
        roc,
        precisionRecall,
        calibration,
        residuals,
        columns);
  }
}
