package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts rows by side and class; rows without a label apart. */
final class SideCounts implements Collector<long[]>, StateCodec<long[]> {
  private static final long serialVersionUID = 1L;

  private final Label label;
  private final SplitRule rule;
  private final int width;

  SideCounts(Label label, SplitRule rule) {
    this.label = label;
    this.rule = rule;
    this.width = label.width() + 1;
  }

  /** Columns it reads. */
  List<ColumnName> columns() {
    Set<ColumnName> columns = new LinkedHashSet<>(label.columns());
    columns.addAll(rule.columns());
    return List.copyOf(columns);
  }

  private static int place(Side side) {
    return switch (side) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
      case GAP -> 3;
    };
  }

  /** Rows of a side and class. */
  long count(long[] state, Side side, int labelClass) {
    return state[place(side) * width + labelClass];
  }

  /** Rows of a side that have no label. */
  long unlabelled(long[] state, Side side) {
    return state[place(side) * width + width - 1];
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(8L * fresh().length);
  }

  @Override
  public long[] fresh() {
    return new long[Side.values().length * width];
  }

  @Override
  public void add(long[] state, RowBatch rows) {
    Side[] sides = rule.sides(rows);
    float[] labels = label.read(rows, rows.values().fields());
    boolean classes = !label.classes().isEmpty();
    for (int row = 0; row < sides.length; row++) {
      int column = classes ? (int) labels[row] : 0;
      if (Float.isNaN(labels[row])) {
        column = width - 1;
      }
      state[place(sides[row]) * width + column]++;
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
