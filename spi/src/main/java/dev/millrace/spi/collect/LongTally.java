package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/** Kinds of cells and the range of an INT64, DATE, INSTANT or LOCAL_DATETIME column. */
public final class LongTally extends ColumnCollector<LongTally.State> {
  private static final long serialVersionUID = 1L;

  /** Counts so far. */
  public static final class State {
    private long rows;
    private long missing;
    private long zeros;
    private long negatives;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    private State() {}

    public long rows() {
      return rows;
    }

    public long missing() {
      return missing;
    }

    public long zeros() {
      return zeros;
    }

    public long negatives() {
      return negatives;
    }

    /** Smallest value; of times, in the column's unit. */
    public OptionalLong min() {
      return rows == missing ? OptionalLong.empty() : OptionalLong.of(min);
    }

    /** Largest value; of times, in the column's unit. */
    public OptionalLong max() {
      return rows == missing ? OptionalLong.empty() : OptionalLong.of(max);
    }
  }

  public LongTally(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(80);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    if (!(values instanceof LongColumn column)) {
      throw unreadable(values);
    }
    int rows = column.rows();
    boolean complete = column.missingCount() == 0;
    long min = state.min;
    long max = state.max;
    long zeros = 0;
    long negatives = 0;
    for (int row = 0; row < rows; row++) {
      if (complete || !column.isMissing(row)) {
        long value = column.at(row);
        zeros += value == 0 ? 1 : 0;
        negatives += value >>> 63;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    state.rows += rows;
    state.missing += column.missingCount();
    state.zeros += zeros;
    state.negatives += negatives;
    state.min = min;
    state.max = max;
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    left.zeros += right.zeros;
    left.negatives += right.negatives;
    left.min = Math.min(left.min, right.min);
    left.max = Math.max(left.max, right.max);
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
    out.writeLong(state.missing);
    out.writeLong(state.zeros);
    out.writeLong(state.negatives);
    out.writeLong(state.min);
    out.writeLong(state.max);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    state.missing = in.readLong();
    state.zeros = in.readLong();
    state.negatives = in.readLong();
    state.min = in.readLong();
    state.max = in.readLong();
    return state;
  }
}
