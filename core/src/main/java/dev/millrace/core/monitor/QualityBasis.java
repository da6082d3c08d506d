package dev.millrace.core.monitor;

import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.EvaluateSettings;
import dev.millrace.core.evaluate.Evaluation;
import java.util.List;
import java.util.Objects;

/**
 * What the quality of a version is measured and judged by.
 *
 * @param evaluation what was found out about it on the test rows
 * @param cost price of wrong decisions
 */
public record QualityBasis(Evaluation evaluation, CostMatrix cost) {
  /** Bootstrap samples behind the intervals of a window. */
  private static final int SAMPLES = 100;

  public QualityBasis {
    Objects.requireNonNull(evaluation);
    Objects.requireNonNull(cost);
  }

  EvaluateSettings settings() {
    return new EvaluateSettings(cost, List.of(), 1, SAMPLES);
  }
}
