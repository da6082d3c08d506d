package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ListColumn;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/** Rows, missing cells and lengths of a LIST column. */
public final class ListTally extends ColumnCollector<ListTally.State> {
  private static final long serialVersionUID = 1L;

  /** Counts so far; lengths are numbers of elements, missing elements included. */
  public static final class State {
    private long rows;
    private long missing;
    private long empty;
    private long elements;
    private long shortest = Long.MAX_VALUE;
    private long longest = -1;

    private State() {}

    public long rows() {
      return rows;
    }

    public long missing() {
      return missing;
    }

    /** Lists without elements. */
    public long empty() {
      return empty;
    }

    /** Elements of all lists. */
    public long elements() {
      return elements;
    }

    public OptionalLong shortest() {
      return rows == missing ? OptionalLong.empty() : OptionalLong.of(shortest);
    }

    public OptionalLong longest() {
      return rows == missing ? OptionalLong.empty() : OptionalLong.of(longest);
    }
  }

  public ListTally(ColumnName column) {
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
    if (!(values instanceof ListColumn lists)) {
      throw unreadable(values);
    }
    state.rows += lists.rows();
    state.missing += lists.missingCount();
    for (int row = 0; row < lists.rows(); row++) {
      if (!lists.isMissing(row)) {
        int length = lists.lengthAt(row);
        state.empty += length == 0 ? 1 : 0;
        state.elements += length;
        state.shortest = Math.min(state.shortest, length);
        state.longest = Math.max(state.longest, length);
      }
    }
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    left.empty += right.empty;
    left.elements += right.elements;
    left.shortest = Math.min(left.shortest, right.shortest);
    left.longest = Math.max(left.longest, right.longest);
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
    out.writeLong(state.missing);
    out.writeLong(state.empty);
    out.writeLong(state.elements);
    out.writeLong(state.shortest);
    out.writeLong(state.longest);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    state.missing = in.readLong();
    state.empty = in.readLong();
    state.elements = in.readLong();
    state.shortest = in.readLong();
    state.longest = in.readLong();
    return state;
  }
}
