package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a pipeline says of preparation.
 *
 * @param time event time column of the source
 * @param seed root seed of the run
 */
public record PrepareSettings(
    LabelSettings label,
    SplitSettings split,
    FeatureSettings features,
    Optional<ColumnName> time,
    long seed) {
  public PrepareSettings {
    Objects.requireNonNull(label);
    Objects.requireNonNull(split);
    Objects.requireNonNull(features);
    Objects.requireNonNull(time);
  }
}
