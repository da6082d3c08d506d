package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Position;
import java.util.List;
import java.util.Objects;

/**
 * A feature as the pipeline asks for it.
 *
 * @param name its name
 * @param source what its first step reads
 * @param steps in order; empty: chosen by the column's type as for {@code auto}
 * @param position where it stands, for messages
 */
public record FeatureSpec(String name, Source source, List<StepSpec> steps, Position position) {
  /** What a feature is made from. */
  public sealed interface Source {
    /** A raw column. */
    record FromColumn(ColumnName column) implements Source {}

    /** An expression over raw columns. */
    record FromExpression(String text) implements Source {}
  }

  public FeatureSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(source);
    steps = List.copyOf(steps);
    Objects.requireNonNull(position);
  }
}
