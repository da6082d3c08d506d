package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Rows and missing cells of a column of any type. */
public final class CellTally extends ColumnCollector<CellTally.State> {
  private static final long serialVersionUID = 1L;

  /** Counts so far. */
  public static final class State {
    private long rows;
    private long missing;

    private State() {}

    public long rows() {
      return rows;
    }

    public long missing() {
      return missing;
    }
  }

  public CellTally(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(48);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    state.rows += values.rows();
    state.missing += values.missingCount();
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
    out.writeLong(state.missing);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    state.missing = in.readLong();
    return state;
  }
}
