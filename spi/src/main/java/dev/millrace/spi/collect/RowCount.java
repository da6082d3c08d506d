package dev.millrace.spi.collect;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Number of rows; needs no column. */
public final class RowCount implements Collector<RowCount.State>, StateCodec<RowCount.State> {
  private static final long serialVersionUID = 1L;

  /** Rows seen so far. */
  public static final class State {
    private long rows;

    private State() {}

    public long rows() {
      return rows;
    }
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(32);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  public void add(State state, RowBatch rows) {
    state.rows += rows.rows();
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    return left;
  }

  @Override
  public StateCodec<State> codec() {
    return this;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    return state;
  }
}
