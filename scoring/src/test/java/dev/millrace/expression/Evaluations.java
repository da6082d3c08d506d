package dev.millrace.expression;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates texts on small tables. */
final class Evaluations {
  private Evaluations() {}

  /** A table of the named columns. */
  static Batch table(Object... namesAndColumns) {
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndColumns.length; i += 2) {
      Column column = (Column) namesAndColumns[i + 1];
      fields.add(Field.of((String) namesAndColumns[i], column.type()));
      columns.add(column);
    }
    return new Batch(new Fields(fields), columns, columns.get(0).rows());
  }

  static List<@Nullable Object> cells(String text, Batch table) {
    return Cells.of(Expression.parse(text).bind(table.fields()).evaluate(table));
  }

  /** The value of an expression without columns. */
  static @Nullable Object value(String text) {
    return cells(text, table("nothing", Cells.bools(true))).get(0);
  }
}
