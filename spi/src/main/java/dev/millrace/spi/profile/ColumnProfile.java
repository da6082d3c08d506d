package dev.millrace.spi.profile;

import dev.millrace.column.Field;
import java.util.Objects;

/**
 * What is known about one column.
 *
 * @param exact formed from all rows; schemas, encodings and checks may rest on it
 * @param sampled formed from the sample; for people to look at and for edges to count between
 * @param semantics what the column seems to mean, by its exact part and its name
 */
public record ColumnProfile(
    Field field, ExactColumn exact, SampledColumn sampled, Semantics semantics) {
  public ColumnProfile {
    Objects.requireNonNull(field);
    Objects.requireNonNull(exact);
    Objects.requireNonNull(sampled);
    Objects.requireNonNull(semantics);
  }
}
