package dev.millrace.core.gate;

import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.evaluate.SliceResult;
import java.util.List;
import java.util.Optional;

/** A scorer's metrics on the rows the gate looks at. */
public record Contender(String name, Evaluator.Results results) {
  /** The metric on all rows; empty when the task has no such metric. */
  Optional<Estimate> find(String metric) {
    return find(results.overall(), metric);
  }

  /** Every reported slice by a column. */
  List<SliceResult> slices(String by) {
    return results.slices().stream().filter(slice -> slice.by().equals(by)).toList();
  }

  /** The metric on one slice. */
  Optional<Estimate> find(String by, String value, String metric) {
    return slices(by).stream()
        .filter(slice -> slice.value().equals(value))
        .findFirst()
        .flatMap(slice -> find(slice.estimates(), metric));
  }

  static Optional<Estimate> find(List<Estimate> estimates, String metric) {
    return estimates.stream().filter(estimate -> estimate.metric().equals(metric)).findFirst();
  }
}
