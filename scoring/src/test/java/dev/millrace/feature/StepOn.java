package dev.millrace.feature;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step with one input, applied to a column of that name. */
final class StepOn {
  static final ColumnName IN = new ColumnName("in");
  static final ColumnName OUT = new ColumnName("out");

  private StepOn() {}

  static List<@Nullable Object> cells(RowStep step, Column column) {
    Fields fields = Fields.of(new Field(step.inputs().get(0), column.type()));
    Batch batch = new Batch(fields, List.of(column), column.rows());
    return Cells.of(StepChain.bind(fields, List.of(step)).apply(batch).column(step.output()));
  }
}
