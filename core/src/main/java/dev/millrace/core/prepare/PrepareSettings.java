package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.feature.Supply;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a pipeline says of preparation.
 *
 * @param time event time column of the source
 * @param supplies of the columns that are not in the raw data
 * @param seed root seed of the run
 */
public record PrepareSettings(
    LabelSettings label,
    SplitSettings split,
    FeatureSettings features,
    Optional<ColumnName> time,
    Map<ColumnName, Supply> supplies,
    long seed) {
  public PrepareSettings {
    Objects.requireNonNull(label);
    Objects.requireNonNull(split);
    Objects.requireNonNull(features);
    Objects.requireNonNull(time);
    supplies = Map.copyOf(supplies);
  }
}
