package dev.millrace.core.prepare;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.expression.Expression;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.learn.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * The label as it was resolved: how to read it off a row, and what its numbers mean.
 *
 * @param name for people
 * @param expression expression over raw columns; a plain column is one too
 * @param classes canonical texts of the classes in order; of two classes the second is positive;
 *     empty for regression
 * @param reason why this task and these classes, for people
 */
public record Label(String name, String expression, Task task, List<String> classes, String reason)
    implements Serializable {
  public Label {
    Objects.requireNonNull(name);
    Objects.requireNonNull(expression);
    Objects.requireNonNull(task);
    classes = List.copyOf(classes);
    Objects.requireNonNull(reason);
    if (task == Task.BINARY && classes.size() != 2) {
      throw new IllegalArgumentException("two classes, got " + classes);
    }
  }

  /** Columns the label is made of; none of them is a feature unless the pipeline names it. */
  public List<ColumnName> columns() {
    return Expression.parse(expression).columns();
  }

  /** Number of classes; 1 for regression. */
  public int width() {
    return task == Task.REGRESSION ? 1 : classes.size();
  }

  /**
   * The label of each row as a number: the class, or the value. NaN where there is none: missing,
   * not a finite number, or a class that was not known when the label was resolved.
   */
  public float[] read(RowBatch rows, Fields fields) {
    Column column = Expression.parse(expression).bind(fields).evaluate(rows.values());
    float[] labels = new float[rows.rows()];
    if (task == Task.REGRESSION) {
      for (int row = 0; row < labels.length; row++) {
        labels[row] = column.isMissing(row) ? Float.NaN : number(column, row);
      }
      return labels;
    }
    int[] codes = Vocabulary.of(classes).codesOf(column);
    for (int row = 0; row < labels.length; row++) {
      labels[row] = codes[row] < 0 ? Float.NaN : codes[row];
    }
    return labels;
  }

  private static float number(Column column, int row) {
    double value =
        switch (column) {
          case DoubleColumn reals -> reals.at(row);
          case DecimalColumn decimals -> decimals.doubleAt(row);
          case LongColumn wholes -> wholes.at(row);
          case BoolColumn flags -> flags.at(row) ? 1 : 0;
          default ->
              throw Problem.of(ErrorCode.LABEL_INVALID, "the label is not a number")
                  .found(column.type().text())
                  .allowed(ColumnType.FLOAT64.text())
                  .asException();
        };
    float rounded = (float) value;
    return Float.isInfinite(rounded) ? Float.NaN : rounded;
  }
}
