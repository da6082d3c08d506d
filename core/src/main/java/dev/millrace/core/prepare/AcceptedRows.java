package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.expression.Expression;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out the rows that a rule sends to quarantine.
 *
 * @param violations expressions that are true for a row to be left out
 */
public record AcceptedRows(List<String> violations) implements RowFilter {
  public AcceptedRows {
    violations = List.copyOf(violations);
  }

  @Override
  public List<ColumnName> columns() {
    Set<ColumnName> columns = new LinkedHashSet<>();
    violations.forEach(text -> columns.addAll(Expression.parse(text).columns()));
    return List.copyOf(columns);
  }

  @Override
  public int[] keep(RowBatch rows) {
    boolean[] violated = new boolean[rows.rows()];
    for (String text : violations) {
      int[] wrong =
          Expression.parse(text).bindPredicate(rows.values().fields()).rowsWhereTrue(rows.values());
      for (int row : wrong) {
        violated[row] = true;
      }
    }
    int[] kept = new int[violated.length];
    int count = 0;
    for (int row = 0; row < violated.length; row++) {
      if (!violated[row]) {
        kept[count++] = row;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
