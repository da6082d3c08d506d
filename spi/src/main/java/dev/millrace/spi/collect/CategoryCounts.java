package dev.millrace.spi.collect;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Counts of a column's categories, for vocabularies. A category is what {@link CategoryCursor}
 * shows; BYTES and BLOB_REF count by their bytes.
 *
 * <p>While there are no more than the given number of categories, of 64 bytes each on average, all
 * counts are exact under any order and partition. Beyond, as chosen, either the scan is refused, or
 * the less frequent half is forgotten (Misra and Gries 1982, merged as by Agarwal and others 2012):
 * counts are then too small by at most {@link State#error}, and depend on the fixed parts and tree,
 * never on batches or threads.
 */
public final class CategoryCounts extends ColumnCollector<CategoryCounts.State> {
  private static final long serialVersionUID = 1L;
  private static final int BYTES_PER_VALUE = 64;

  /** What to do when there are more categories than can be counted one by one. */
  public enum Beyond {
    /** Fail with CATEGORY_LIMIT. */
    REFUSE,
    /** Keep the frequent ones, with an error that is known. */
    KEEP_FREQUENT
  }

  private final int most;
  private final Beyond beyond;

  /** Counts so far. */
  public static final class State {
    private TextTable table = new TextTable();
    private long error;

    private State() {}

    /** True when no category was forgotten and every count is exact. */
    public boolean isExact() {
      return error == 0;
    }

    /** By how much a count may be too small; a category not listed occurs at most so often. */
    public long error() {
      return error;
    }

    /** Categories counted; all there are when exact. */
    public int size() {
      return table.size();
    }

    /** The most frequent categories, most frequent first, ties by bytes. */
    public List<ValueCount> top(int categories) {
      return Arrays.stream(table.top(categories))
          .mapToObj(entry -> new ValueCount(table.text(entry), table.count(entry)))
          .toList();
    }
  }

  /**
   * @param most categories counted one by one, 2 to 10,000,000
   */
  public CategoryCounts(ColumnName column, int most, Beyond beyond) {
    super(column);
    if (most < 2 || most > 10_000_000) {
      throw new IllegalArgumentException("2 to 10,000,000 categories are counted, got " + most);
    }
    this.most = most;
    this.beyond = beyond;
  }

  @Override
  public CollectorLaw law() {
    long bytes = 256L * most + 512;
    return beyond == Beyond.REFUSE
        ? CollectorLaw.exact(bytes).atBound(CollectorLaw.AtBound.REFUSE)
        : CollectorLaw.orderFixed(2.0 / most, bytes).atBound(CollectorLaw.AtBound.SKETCH);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    if (values instanceof BytesColumn column) {
      addBytes(state, column);
    } else if (CategoryCursor.reads(values.type())) {
      CategoryCursor cursor = CategoryCursor.over(values);
      for (int row = 0; row < values.rows(); row++) {
        if (cursor.moveTo(row)) {
          add(state, cursor.bytes(), cursor.start(), cursor.length(), 1);
        }
      }
    } else {
      throw unreadable(values);
    }
  }

  private void addBytes(State state, BytesColumn column) {
    // Counting entries first changes the order of rows: only while nothing can be forgotten.
    if (EntryUse.pays(column) && fits(state.table, column.entries(), column.data().length)) {
      int[] uses = EntryUse.count(column);
      for (int entry = 0; entry < uses.length; entry++) {
        if (uses[entry] > 0) {
          int start = column.entryStart(entry);
          add(state, column.data(), start, column.entryLength(entry), uses[entry]);
        }
      }
      return;
    }
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        add(state, column.data(), column.startAt(row), column.lengthAt(row), 1);
      }
    }
  }

  private void add(State state, byte[] data, int start, int length, long count) {
    long hash = TextTable.hash(data, start, length);
    state.table.add(data, start, length, hash, count);
    if (!fits(state.table, 0, 0)) {
      shrink(state);
    }
  }

  private boolean fits(TextTable table, int more, long moreBytes) {
    return table.size() <= most - more
        && table.bytes() <= (long) BYTES_PER_VALUE * most - moreBytes;
  }

  private void shrink(State state) {
    if (beyond == Beyond.REFUSE) {
      throw Problem.of(
              ErrorCode.CATEGORY_LIMIT,
              String.format(Locale.ROOT, "column '%s' has too many categories", column()))
          .found(String.format(Locale.ROOT, "more than %,d, or values too long", most))
          .allowed(
              String.format(
                  Locale.ROOT, "%,d categories of %d bytes on average", most, BYTES_PER_VALUE))
          .next("Hash the column, leave it out, or declare it an identifier")
          .asException();
    }
    while (!fits(state.table, 0, 0)) {
      long less = state.table.medianCount();
      state.table = state.table.reduced(less);
      state.error += less;
    }
  }

  @Override
  public State merge(State left, State right) {
    left.table.add(right.table);
    left.error += right.error;
    if (!fits(left.table, 0, 0)) {
      shrink(left);
    }
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.error);
    state.table.write(out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.error = in.readLong();
    state.table = TextTable.read(in.readInt(), in);
    return state;
  }
}
