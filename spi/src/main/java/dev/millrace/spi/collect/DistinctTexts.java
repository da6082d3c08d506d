package dev.millrace.spi.collect;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values of a column by their bytes: each with its count while there are at most a
 * given number of them, of 64 bytes each on average; an estimate of how many there are beyond.
 * Which of the two depends on the values alone, so the state is exact under any order and
 * partition.
 *
 * <p>Reads UTF8, BYTES and BLOB_REF as they are, and any other type that has categories by the text
 * of {@link CategoryCursor}.
 */
public final class DistinctTexts extends ColumnCollector<DistinctTexts.State> {
  private static final long serialVersionUID = 1L;
  private static final int BYTES_PER_VALUE = 64;

  private final int most;

  /** Distinct values so far. */
  public static final class State {
    private @Nullable TextTable table = new TextTable();
    private @Nullable HyperLogLog sketch;

    private State() {}

    /** True while every value is counted. */
    public boolean isExact() {
      return table != null;
    }

    /** Number of distinct values; estimated with 1.6 % standard error when not exact. */
    public long distinct() {
      return table != null ? table.size() : sketch().estimate();
    }

    /** The most frequent values, most frequent first, ties by bytes; empty when not exact. */
    public List<ValueCount> top(int values) {
      TextTable counted = table;
      return counted == null
          ? List.of()
          : Arrays.stream(counted.top(values))
              .mapToObj(entry -> new ValueCount(counted.text(entry), counted.count(entry)))
              .toList();
    }

    private HyperLogLog sketch() {
      if (sketch == null) {
        sketch = new HyperLogLog();
        if (table != null) {
          table.addHashesTo(sketch);
          table = null;
        }
      }
      return sketch;
    }
  }

  /**
   * @param most distinct values counted one by one, 1 to 10,000,000
   */
  public DistinctTexts(ColumnName column, int most) {
    super(column);
    if (most < 1 || most > 10_000_000) {
      throw new IllegalArgumentException("1 to 10,000,000 values are counted, got " + most);
    }
    this.most = most;
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(Math.max(256L * most, HyperLogLog.REGISTERS) + 512)
        .atBound(CollectorLaw.AtBound.SKETCH);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    if (!(values instanceof BytesColumn column)) {
      addCategories(state, values);
    } else if (EntryUse.pays(column)) {
      int[] uses = EntryUse.count(column);
      for (int entry = 0; entry < uses.length; entry++) {
        if (uses[entry] > 0) {
          add(
              state,
              column.data(),
              column.entryStart(entry),
              column.entryLength(entry),
              uses[entry]);
        }
      }
    } else {
      int rows = column.rows();
      for (int row = 0; row < rows; row++) {
        if (!column.isMissing(row)) {
          add(state, column.data(), column.startAt(row), column.lengthAt(row), 1);
        }
      }
    }
  }

  private void addCategories(State state, Column values) {
    if (!CategoryCursor.reads(values.type())) {
      throw unreadable(values);
    }
    CategoryCursor cursor = CategoryCursor.over(values);
    for (int row = 0; row < values.rows(); row++) {
      if (cursor.moveTo(row)) {
        add(state, cursor.bytes(), cursor.start(), cursor.length(), 1);
      }
    }
  }

  private void add(State state, byte[] data, int start, int length, long count) {
    long hash = TextTable.hash(data, start, length);
    TextTable table = state.table;
    if (table == null) {
      state.sketch().add(hash);
      return;
    }
    if (length > (long) BYTES_PER_VALUE * most) {
      state.sketch().add(hash);
      return;
    }
    table.add(data, start, length, hash, count);
    if (outgrown(table)) {
      state.sketch();
    }
  }

  private boolean outgrown(TextTable table) {
    return table.size() > most || table.bytes() > (long) BYTES_PER_VALUE * most;
  }

  @Override
  public State merge(State left, State right) {
    if (left.table != null && right.table != null) {
      left.table.add(right.table);
      if (outgrown(left.table)) {
        left.sketch();
      }
      return left;
    }
    left.sketch().add(right.sketch());
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    if (state.table == null) {
      out.writeInt(-1);
      state.sketch().write(out);
    } else {
      state.table.write(out);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    int size = in.readInt();
    if (size < 0) {
      state.table = null;
      state.sketch = HyperLogLog.read(in);
    } else {
      state.table = TextTable.read(size, in);
    }
    return state;
  }
}
