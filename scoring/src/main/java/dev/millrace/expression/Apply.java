package dev.millrace.expression;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.expression.function.Kernel;
import java.util.List;

/** A kernel on the results of other steps. */
record Apply(ColumnType type, Kernel kernel, List<Step> arguments) implements Step {
  Apply {
    arguments = List.copyOf(arguments);
  }

  @Override
  public Column evaluate(Batch batch) {
    Column[] values = new Column[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).evaluate(batch);
    }
    return kernel.apply(values);
  }
}
