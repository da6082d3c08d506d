package dev.millrace.duckdb.csv;

import dev.millrace.duckdb.csv.RecordBlock.Broken;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into blocks of whole records, looking at quotes only. A quote that is never closed
 * costs the line it stands on, not the rest of the file. Not thread-safe.
 */
final class BlockReader {
  /** A record may be this long; what is longer is rejected. */
  static final int LONGEST_RECORD = 32 << 20;

  /** Bytes of a record too long that are kept to show it. */
  private static final int SHOWN = 1 << 16;

  /** Every open quote costs a look at up to the longest record. */
  private static final int MOST_OPEN_QUOTES = 1000;

  private final SourceBytes source;
  private final String location;
  private final int blockBytes;
  private byte[] buffer;
  private int from;
  private int to;
  private boolean ended;
  private int openQuotes;
  private Dialect dialect = new Dialect((byte) ',', Dialect.LF);

  BlockReader(SourceBytes source, String location, int blockBytes) {
    this.source = source;
    this.location = location;
    this.blockBytes = blockBytes;
    this.buffer = new byte[blockBytes];
    fill();
  }

  /** What has been read and not been given out yet. */
  RecordBlock head() {
    return new RecordBlock(buffer, from, to, List.of());
  }

  /** True when {@link #head} goes to the end of the file. */
  boolean headIsAll() {
    return ended;
  }

  /** Leaves out the first bytes of {@link #head}. */
  void skip(int bytes) {
    from += bytes;
  }

  void use(Dialect found) {
    dialect = found;
  }

  /** The next records; null at the end of the file. */
  @Nullable RecordBlock next() {
    while (true) {
      if (from == to && ended) {
        return null;
      }
      List<Broken> broken = new ArrayList<>();
      int end = wholeRecords(broken);
      if (end > from) {
        RecordBlock block = new RecordBlock(buffer, from, end, broken);
        byte[] rest = new byte[Math.max(blockBytes, to - end)];
        System.arraycopy(buffer, end, rest, 0, to - end);
        buffer = rest;
        to -= end;
        from = 0;
        fill();
        return block;
      }
      if (to - from >= LONGEST_RECORD) {
        return tooLong();
      }
      grow();
    }
  }

  /** Where the last whole record ends. */
  private int wholeRecords(List<Broken> broken) {
    int end = from;
    int p = from;
    while (true) {
      int quote = find(Dialect.QUOTE, p);
      int line = findLast(dialect.lineEnd(), p, quote);
      end = line < 0 ? end : line + 1;
      if (quote == to) {
        return ended ? to : end;
      }
      if (!opens(quote, end)) {
        p = quote + 1;
        continue;
      }
      int close = closing(quote);
      if (close >= 0) {
        p = close + 1;
        continue;
      }
      if (!ended && to - end < LONGEST_RECORD) {
        return end;
      }
      int next = Math.min(to, find(dialect.lineEnd(), end) + 1);
      broken.add(new Broken(end, next, RejectReason.OPEN_QUOTE));
      requireFewOpenQuotes();
      end = next;
      p = next;
    }
  }

  private boolean opens(int quote, int recordStart) {
    return quote == recordStart || buffer[quote - 1] == dialect.separator();
  }

  /** The quote that closes the one at this place; -1 when there is none so far. */
  private int closing(int open) {
    int p = find(Dialect.QUOTE, open + 1);
    while (p < to) {
      if (p + 1 == to) {
        // Whether a doubled quote or the closing one: only the next byte tells.
        return ended ? p : -1;
      }
      if (buffer[p + 1] != Dialect.QUOTE) {
        return p;
      }
      p = find(Dialect.QUOTE, p + 2);
    }
    return -1;
  }

  private void requireFewOpenQuotes() {
    if (++openQuotes > MOST_OPEN_QUOTES) {
      throw Problem.of(ErrorCode.SOURCE_UNREADABLE, "too many quotes that are never closed")
          .at(location)
          .found("more than " + MOST_OPEN_QUOTES + " records")
          .next("Double the quotes inside quoted fields, or write the file without quoting.")
          .asException();
    }
  }

  /** Gives out the start of a record that is too long and skips the rest of it. */
  private RecordBlock tooLong() {
    byte[] shown = Arrays.copyOfRange(buffer, from, from + SHOWN);
    int end = find(dialect.lineEnd(), from);
    while (end == to && !ended) {
      from = 0;
      to = 0;
      fill();
      end = find(dialect.lineEnd(), from);
    }
    from = Math.min(to, end + 1);
    return new RecordBlock(
        shown, 0, shown.length, List.of(new Broken(0, shown.length, RejectReason.TOO_LONG)));
  }

  private void grow() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    fill();
  }

  private void fill() {
    while (!ended && to < buffer.length) {
      int read = source.read(buffer, to, buffer.length - to);
      if (read < 0) {
        ended = true;
      } else {
        to += read;
      }
    }
  }

  private int find(byte wanted, int start) {
    return ByteSearch.first(buffer, start, to, wanted);
  }

  private int findLast(byte wanted, int start, int end) {
    for (int p = end - 1; p >= start; p--) {
      if (buffer[p] == wanted) {
        return p;
      }
    }
    return -1;
  }
}
