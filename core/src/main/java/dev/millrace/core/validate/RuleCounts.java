package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.expression.Expression;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the rows for which each expression is true, and last those for which any of the
 * quarantining ones is, and those for which none is. The same expressions choose the rows that are
 * kept apart, so that counts and rows cannot differ.
 */
final class RuleCounts implements Collector<long[]>, StateCodec<long[]> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> expressions;
  private final boolean[] quarantines;

  RuleCounts(List<String> expressions, Set<String> quarantining) {
    this.expressions = new ArrayList<>(expressions);
    this.quarantines = new boolean[expressions.size()];
    for (int i = 0; i < quarantines.length; i++) {
      quarantines[i] = quarantining.contains(expressions.get(i));
    }
  }

  List<ColumnName> columns() {
    Set<ColumnName> columns = new LinkedHashSet<>();
    expressions.forEach(text -> columns.addAll(Expression.parse(text).columns()));
    return List.copyOf(columns);
  }

  /** Rows for which a quarantining expression is true. */
  long quarantined(long[] state) {
    return state[expressions.size()];
  }

  /** Rows for which none is. */
  long accepted(long[] state) {
    return state[expressions.size() + 1];
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(8L * (expressions.size() + 2));
  }

  @Override
  public long[] fresh() {
    return new long[expressions.size() + 2];
  }

  @Override
  public void add(long[] state, RowBatch rows) {
    boolean[] apart = new boolean[rows.rows()];
    for (int i = 0; i < expressions.size(); i++) {
      int[] wrong =
          Expression.parse(expressions.get(i))
              .bindPredicate(rows.values().fields())
              .rowsWhereTrue(rows.values());
      state[i] += wrong.length;
      if (quarantines[i]) {
        for (int row : wrong) {
          apart[row] = true;
        }
      }
    }
    for (boolean row : apart) {
      state[expressions.size() + (row ? 0 : 1)]++;
    }
  }

  @Override
  public long[] merge(long[] left, long[] right) {
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }

  @Override
  public StateCodec<long[]> codec() {
    return this;
  }

  @Override
  public void write(long[] state, DataOutput out) throws IOException {
    for (long count : state) {
      out.writeLong(count);
    }
  }

  @Override
  public long[] read(DataInput in) throws IOException {
    long[] state = fresh();
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readLong();
    }
    return state;
  }
}
