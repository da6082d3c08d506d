package dev.millrace.duckdb.text;

import dev.millrace.duckdb.text.RecordBlock.Broken;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a file that is being looked at: what has been read and not been given out yet. Not
 * thread-safe.
 */
final class ByteWindow {
  /** A record may be this long; what is longer is rejected. */
  static final int LONGEST_RECORD = 32 << 20;

  /** Bytes of a record too long that are kept to show it. */
  private static final int SHOWN = 1 << 16;

  private final SourceBytes source;
  private final int blockBytes;
  private byte[] data;
  private int from;
  private int to;
  private boolean ended;

  ByteWindow(SourceBytes source, int blockBytes) {
    this.source = source;
    this.blockBytes = blockBytes;
    this.data = new byte[blockBytes];
    fill();
  }

  byte[] data() {
    return data;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** True when the window goes to the end of the file. */
  boolean isLast() {
    return ended;
  }

  boolean isEmpty() {
    return from == to && ended;
  }

  /** True when what is looked at is as long as a record may be. */
  boolean isFull() {
    return to - from >= LONGEST_RECORD;
  }

  /** All of it, without giving it out. */
  RecordBlock look() {
    return new RecordBlock(data, from, to, List.of());
  }

  /** Leaves out the first bytes. */
  void skip(int bytes) {
    from += bytes;
  }

  /** Gives out what lies before a place, and reads on behind it. */
  RecordBlock take(int end, List<Broken> broken) {
    RecordBlock block = new RecordBlock(data, from, end, broken);
    byte[] rest = new byte[Math.max(blockBytes, to - end)];
    System.arraycopy(data, end, rest, 0, to - end);
    data = rest;
    to -= end;
    from = 0;
    fill();
    return block;
  }

  /** Gives out the start of a record that is too long and skips the rest of its line. */
  RecordBlock takeTooLong(byte lineEnd) {
    byte[] shown = Arrays.copyOfRange(data, from, from + SHOWN);
    int end = find(lineEnd, from);
    while (end == to && !ended) {
      from = 0;
      to = 0;
      fill();
      end = find(lineEnd, from);
    }
    from = Math.min(to, end + 1);
    return new RecordBlock(
        shown, 0, shown.length, List.of(new Broken(0, shown.length, RejectReason.TOO_LONG)));
  }

  /** Reads on; places in the data may move to the front. */
  void grow() {
    if (from > 0) {
      System.arraycopy(data, from, data, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == data.length) {
      data = Arrays.copyOf(data, data.length * 2);
    }
    fill();
  }

  private void fill() {
    while (!ended && to < data.length) {
      int read = source.read(data, to, data.length - to);
      if (read < 0) {
        ended = true;
      } else {
        to += read;
      }
    }
  }

  /** Place of the first such byte from a place on; the end when there is none. */
  int find(byte wanted, int start) {
    return ByteSearch.first(data, start, to, wanted);
  }

  /** Place of the last such byte between two places; -1 when there is none. */
  int findLast(byte wanted, int start, int end) {
    for (int p = end - 1; p >= start; p--) {
      if (data[p] == wanted) {
        return p;
      }
    }
    return -1;
  }
}
