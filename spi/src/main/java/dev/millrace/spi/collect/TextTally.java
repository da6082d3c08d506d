package dev.millrace.spi.collect;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Kinds of cells, lengths and range of a UTF8, BYTES or BLOB_REF column. Lengths are code points of
 * text, bytes of BYTES. The range is by unsigned bytes, over the first 256 bytes of each value.
 */
public final class TextTally extends ColumnCollector<TextTally.State> {
  private static final long serialVersionUID = 1L;

  /** Bytes of a value that the range looks at. */
  public static final int RANGE_BYTES = 256;

  private static final byte[] NONE = new byte[0];

  /** Counts so far. */
  public static final class State {
    private long rows;
    private long missing;
    private long empty;
    private long spaced;
    private long length;
    private long shortest = Long.MAX_VALUE;
    private long longest = -1;
    private byte[] min = NONE;
    private byte[] max = NONE;
    private long minPrefix;
    private long maxPrefix;

    private State() {}

    public long rows() {
      return rows;
    }

    public long missing() {
      return missing;
    }

    /** Values without a byte. */
    public long empty() {
      return empty;
    }

    /** Values with a space somewhere. */
    public long spaced() {
      return spaced;
    }

    /** Lengths of all values together. */
    public long totalLength() {
      return length;
    }

    public OptionalLong shortest() {
      return longest < 0 ? OptionalLong.empty() : OptionalLong.of(shortest);
    }

    public OptionalLong longest() {
      return longest < 0 ? OptionalLong.empty() : OptionalLong.of(longest);
    }

    /** Smallest value as text, cut to 256 bytes. */
    public Optional<String> min() {
      return longest < 0 ? Optional.empty() : Optional.of(text(min));
    }

    /** Largest value as text, cut to 256 bytes. */
    public Optional<String> max() {
      return longest < 0 ? Optional.empty() : Optional.of(text(max));
    }

    private static String text(byte[] bytes) {
      // A cut value may end within a code point: that rest is not shown.
      int end = bytes.length < RANGE_BYTES ? bytes.length : Utf8.lastWhole(bytes);
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private void add(byte[] data, int start, int bytes, int codePoints, long times) {
      empty += bytes == 0 ? times : 0;
      spaced += Utf8.hasSpace(data, start, bytes) ? times : 0;
      length += codePoints * times;
      boolean first = longest < 0;
      shortest = Math.min(shortest, codePoints);
      longest = Math.max(longest, codePoints);
      long prefix = Utf8.prefix(data, start, bytes);
      if (first || Long.compareUnsigned(prefix, minPrefix) <= 0) {
        offerMin(data, start, bytes, first);
      }
      if (first || Long.compareUnsigned(prefix, maxPrefix) >= 0) {
        offerMax(data, start, bytes, first);
      }
    }

    private void offerMin(byte[] data, int start, int bytes, boolean first) {
      int end = start + Math.min(bytes, RANGE_BYTES);
      if (first || Arrays.compareUnsigned(data, start, end, min, 0, min.length) < 0) {
        min = Arrays.copyOfRange(data, start, end);
        minPrefix = Utf8.prefix(min, 0, min.length);
      }
    }

    private void offerMax(byte[] data, int start, int bytes, boolean first) {
      int end = start + Math.min(bytes, RANGE_BYTES);
      if (first || Arrays.compareUnsigned(data, start, end, max, 0, max.length) > 0) {
        max = Arrays.copyOfRange(data, start, end);
        maxPrefix = Utf8.prefix(max, 0, max.length);
      }
    }
  }

  public TextTally(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(160 + 2 * RANGE_BYTES);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    if (!(values instanceof BytesColumn column)) {
      throw unreadable(values);
    }
    boolean text = !column.type().equals(ColumnType.BYTES);
    state.rows += column.rows();
    state.missing += column.missingCount();
    if (EntryUse.pays(column)) {
      int[] uses = EntryUse.count(column);
      for (int entry = 0; entry < uses.length; entry++) {
        if (uses[entry] > 0) {
          add(
              state,
              column,
              column.entryStart(entry),
              column.entryLength(entry),
              text,
              uses[entry]);
        }
      }
      return;
    }
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        add(state, column, column.startAt(row), column.lengthAt(row), text, 1);
      }
    }
  }

  private static void add(
      State state, BytesColumn column, int start, int bytes, boolean text, long times) {
    byte[] data = column.data();
    int length = text ? Utf8.codePoints(data, start, bytes) : bytes;
    state.add(data, start, bytes, length, times);
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    left.empty += right.empty;
    left.spaced += right.spaced;
    left.length += right.length;
    if (right.longest >= 0) {
      boolean first = left.longest < 0;
      left.offerMin(right.min, 0, right.min.length, first);
      left.offerMax(right.max, 0, right.max.length, first);
      left.shortest = Math.min(left.shortest, right.shortest);
      left.longest = Math.max(left.longest, right.longest);
    }
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
    out.writeLong(state.missing);
    out.writeLong(state.empty);
    out.writeLong(state.spaced);
    out.writeLong(state.length);
    out.writeLong(state.shortest);
    out.writeLong(state.longest);
    out.writeShort(state.min.length);
    out.write(state.min);
    out.writeShort(state.max.length);
    out.write(state.max);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    state.missing = in.readLong();
    state.empty = in.readLong();
    state.spaced = in.readLong();
    state.length = in.readLong();
    state.shortest = in.readLong();
    state.longest = in.readLong();
    state.min = new byte[in.readShort()];
    in.readFully(state.min);
    state.max = new byte[in.readShort()];
    in.readFully(state.max);
    state.minPrefix = Utf8.prefix(state.min, 0, state.min.length);
    state.maxPrefix = Utf8.prefix(state.max, 0, state.max.length);
    return state;
  }
}
