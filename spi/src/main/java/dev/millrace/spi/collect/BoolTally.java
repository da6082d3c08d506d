package dev.millrace.spi.collect;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Rows, missing cells and true values of a BOOL column. */
public final class BoolTally extends ColumnCollector<BoolTally.State> {
  private static final long serialVersionUID = 1L;

  /** Counts so far. */
  public static final class State {
    private long rows;
    private long missing;
    private long trues;

    private State() {}

    public long rows() {
      return rows;
    }

    public long missing() {
      return missing;
    }

    public long trues() {
      return trues;
    }

    public long falses() {
      return rows - missing - trues;
    }
  }

  public BoolTally(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(64);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    if (!(values instanceof BoolColumn bools)) {
      throw unreadable(values);
    }
    int rows = bools.rows();
    long trues = 0;
    for (int row = 0; row < rows; row++) {
      trues += bools.at(row) && !bools.isMissing(row) ? 1 : 0;
    }
    state.rows += rows;
    state.missing += bools.missingCount();
    state.trues += trues;
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    left.trues += right.trues;
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
    out.writeLong(state.missing);
    out.writeLong(state.trues);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    state.missing = in.readLong();
    state.trues = in.readLong();
    return state;
  }
}
