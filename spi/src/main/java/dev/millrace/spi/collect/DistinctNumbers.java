package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values of a numeric or temporal column: each with its count while there are at most
 * a given number of them, an estimate of how many there are beyond. Which of the two depends on the
 * values alone, so the state is exact under any order and partition. -0.0 is 0.0; NaN is no value.
 *
 * <p>Reads INT64, times, FLOAT64, and DECIMAL of at most 18 digits.
 */
public final class DistinctNumbers extends ColumnCollector<DistinctNumbers.State> {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_DECIMAL = 18;
  private static final int CHUNK = 512;

  private final int most;

  /** Distinct values so far. */
  public static final class State {
    private @Nullable LongTable table = new LongTable();
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

    /**
     * The most frequent values, most frequent first, ties by value; empty when not exact.
     *
     * @param text text of a value: the INT64, the time in its unit, the unscaled decimal, or the
     *     double as {@link #doubleOf} gives it
     */
    public List<ValueCount> top(int values, LongFunction<String> text) {
      LongTable counted = table;
      return counted == null
          ? List.of()
          : Arrays.stream(counted.topSlots(values))
              .mapToObj(slot -> new ValueCount(text.apply(counted.key(slot)), counted.count(slot)))
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
   * @param most distinct values counted one by one, at least 1
   */
  public DistinctNumbers(ColumnName column, int most) {
    super(column);
    if (most < 1) {
      throw new IllegalArgumentException("at least one value is counted, got " + most);
    }
    this.most = most;
  }

  /** The double that {@link State#top} hands out as a long. */
  public static double doubleOf(long value) {
    return DoubleKey.value(value);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(Math.max(64L * most, HyperLogLog.REGISTERS) + 256)
        .atBound(CollectorLaw.AtBound.SKETCH);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    long[] keys = new long[Math.min(CHUNK, values.rows())];
    for (int from = 0; from < values.rows(); from += CHUNK) {
      add(state, keys, fill(keys, values, from, Math.min(values.rows(), from + CHUNK)));
    }
  }

  private void add(State state, long[] keys, int count) {
    int at = 0;
    LongTable table = state.table;
    if (table != null) {
      at = table.count(keys, 0, count, most);
      if (table.size() <= most) {
        return;
      }
    }
    HyperLogLog sketch = state.sketch();
    for (; at < count; at++) {
      sketch.add(RowHash.finish(keys[at]));
    }
  }

  private int fill(long[] keys, Column values, int from, int to) {
    boolean complete = values.missingCount() == 0;
    int count = 0;
    if (values instanceof DoubleColumn doubles) {
      for (int row = from; row < to; row++) {
        double value = doubles.at(row);
        if ((complete || !doubles.isMissing(row)) && !Double.isNaN(value)) {
          keys[count++] = DoubleKey.of(value);
        }
      }
    } else if (values instanceof LongColumn longs) {
      for (int row = from; row < to; row++) {
        if (complete || !longs.isMissing(row)) {
          keys[count++] = longs.at(row);
        }
      }
    } else if (values instanceof DecimalColumn decimals
        && ((ColumnType.Decimal) decimals.type()).precision() <= LONGEST_DECIMAL) {
      for (int row = from; row < to; row++) {
        if (complete || !decimals.isMissing(row)) {
          keys[count++] = decimals.lowAt(row);
        }
      }
    } else {
      throw unreadable(values);
    }
    return count;
  }

  @Override
  public State merge(State left, State right) {
    if (left.table != null && right.table != null) {
      left.table.add(right.table);
      if (left.table.size() > most) {
        left.sketch();
      }
      return left;
    }
    left.sketch().add(right.sketch());
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    LongTable table = state.table;
    if (table == null) {
      out.writeInt(-1);
      state.sketch().write(out);
      return;
    }
    out.writeInt(table.size());
    for (int slot : table.sortedSlots()) {
      out.writeLong(table.key(slot));
      out.writeLong(table.count(slot));
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    int size = in.readInt();
    if (size < 0) {
      state.table = null;
      state.sketch = HyperLogLog.read(in);
      return state;
    }
    LongTable table = new LongTable();
    for (int i = 0; i < size; i++) {
      long key = in.readLong();
      table.add(key, RowHash.finish(key), in.readLong());
    }
    state.table = table;
    return state;
  }
}
