package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import java.util.Objects;

/**
 * A feature of a plan: a column on its way into the matrix.
 *
 * @param name the feature's name; a plan uses each once
 * @param column an input of the plan or the output of a step
 * @param emission how its cells become slots
 */
public record FeatureOutput(FeatureName name, ColumnName column, Emission emission) {
  public FeatureOutput {
    Objects.requireNonNull(name);
    Objects.requireNonNull(column);
    Objects.requireNonNull(emission);
  }
}
