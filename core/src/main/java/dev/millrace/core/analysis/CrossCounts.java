package dev.millrace.core.analysis;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows by the groups of several columns at once, for several choices of columns in one scan. Exact,
 * in memory that the groups alone decide.
 */
public final class CrossCounts
    implements Collector<CrossCounts.State>, StateCodec<CrossCounts.State> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ValueGroups> groups;
  private final ArrayList<int[]> tables;

  /** Counts so far, one array for each table, the last column of a table running fastest. */
  public static final class State {
    private final long[][] counts;

    private State(long[][] counts) {
      this.counts = counts;
    }

    /** Counts of a table; for reading only. */
    long[] at(int table) {
      return counts[table];
    }
  }

  /**
   * Counts of several tables.
   *
   * @param tables each: which of the groups it crosses
   */
  CrossCounts(List<ValueGroups> groups, List<int[]> tables) {
    this.groups = new ArrayList<>(groups);
    this.tables = new ArrayList<>(tables);
  }

  private int cells(int[] table) {
    int cells = 1;
    for (int group : table) {
      cells = Math.multiplyExact(cells, groups.get(group).size());
    }
    return cells;
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(64 + 8 * tables.stream().mapToLong(this::cells).sum());
  }

  @Override
  public State fresh() {
    return new State(tables.stream().map(table -> new long[cells(table)]).toArray(long[][]::new));
  }

  @Override
  public void add(State state, RowBatch rows) {
    int[][] codes = groups.stream().map(group -> group.codes(rows.values())).toArray(int[][]::new);
    for (int i = 0; i < state.counts.length; i++) {
      long[] counts = state.counts[i];
      int[] table = tables.get(i);
      for (int row = 0; row < rows.rows(); row++) {
        int cell = 0;
        for (int group : table) {
          cell = cell * groups.get(group).size() + codes[group][row];
        }
        counts[cell]++;
      }
    }
  }

  @Override
  public State merge(State left, State right) {
    for (int i = 0; i < left.counts.length; i++) {
      for (int cell = 0; cell < left.counts[i].length; cell++) {
        left.counts[i][cell] += right.counts[i][cell];
      }
    }
    return left;
  }

  @Override
  public StateCodec<State> codec() {
    return this;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    for (long[] counts : state.counts) {
      for (long count : counts) {
        out.writeLong(count);
      }
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = fresh();
    for (long[] counts : state.counts) {
      for (int cell = 0; cell < counts.length; cell++) {
        counts[cell] = in.readLong();
      }
    }
    return state;
  }
}
