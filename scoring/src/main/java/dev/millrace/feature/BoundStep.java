package dev.millrace.feature;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.Objects;

/**
 * A step that has found its columns.
 *
 * @param type type of the column it gives
 * @param kernel the work
 */
public record BoundStep(ColumnType type, Kernel kernel) {
  public BoundStep {
    Objects.requireNonNull(type);
    Objects.requireNonNull(kernel);
  }

  /** Work of a step on one batch; pure, safe to call from many threads. */
  @FunctionalInterface
  public interface Kernel {
    /**
     * Computes the step's column.
     *
     * @param columns columns of the batch at the positions found when binding; for reading only
     * @param rows rows of the batch
     */
    Column apply(Column[] columns, int rows);
  }
}
