package dev.millrace.spi.collect;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Kinds of cells, lengths and range of a UTF8, BYTES or BLOB_REF column. Lengths are code points of
 * text, bytes of BYTES. The range is by unsigned bytes, over the first 256 bytes of each value.
 */
public final class TextTally extends ColumnCollector<TextTally.State> {
  private static final long serialVersionUID = 1L;

  /** Counts so far. */
  public static final class State {
    private long rows;
    private long missing;
    private long empty;
    private long spaced;
    private long length;
    private long shortest = Long.MAX_VALUE;
    private long longest = -1;
    private final TextBound min = TextBound.smallest();
    private final TextBound max = TextBound.largest();

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
      return longest < 0 ? Optional.empty() : Optional.of(min.text());
    }

    /** Largest value as text, cut to 256 bytes. */
    public Optional<String> max() {
      return longest < 0 ? Optional.empty() : Optional.of(max.text());
    }

    private void add(byte[] data, int start, int bytes, boolean text, long times) {
      int look = Utf8.look(data, start, bytes);
      int codePoints = text ? Utf8.codePoints(look) : bytes;
      empty += bytes == 0 ? times : 0;
      spaced += Utf8.isSpaced(look) ? times : 0;
      length += codePoints * times;
      shortest = Math.min(shortest, codePoints);
      longest = Math.max(longest, codePoints);
      long prefix = Utf8.prefix(data, start, bytes);
      min.offer(data, start, bytes, prefix);
      max.offer(data, start, bytes, prefix);
    }
  }

  public TextTally(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(160 + 2 * TextBound.BYTES);
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
          state.add(
              column.data(),
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
        state.add(column.data(), column.startAt(row), column.lengthAt(row), text, 1);
      }
    }
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    left.empty += right.empty;
    left.spaced += right.spaced;
    left.length += right.length;
    left.min.offer(right.min);
    left.max.offer(right.max);
    left.shortest = Math.min(left.shortest, right.shortest);
    left.longest = Math.max(left.longest, right.longest);
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
    state.min.write(out);
    state.max.write(out);
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
    state.min.read(in);
    state.max.read(in);
    return state;
  }
}
