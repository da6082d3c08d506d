package dev.millrace.duckdb.text;

import dev.millrace.duckdb.text.RecordBlock.Broken;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into blocks of whole records, looking at quotes only. A quote that is never closed
 * costs the line it stands on, not the rest of the file. Not thread-safe.
 */
final class BlockReader {
  /** Every open quote costs a look at up to the longest record. */
  private static final int MOST_OPEN_QUOTES = 1000;

  private final ByteWindow window;
  private final String location;
  private int openQuotes;
  private Dialect dialect = new Dialect((byte) ',', Dialect.LF);

  BlockReader(ByteWindow window, String location) {
    this.window = window;
    this.location = location;
  }

  void use(Dialect found) {
    dialect = found;
  }

  /** The next records; null at the end of the file. */
  @Nullable RecordBlock next() {
    while (true) {
      if (window.isEmpty()) {
        return null;
      }
      List<Broken> broken = new ArrayList<>();
      int end = wholeRecords(broken);
      if (end > window.from()) {
        return window.take(end, broken);
      }
      if (window.isFull()) {
        return window.takeTooLong(dialect.lineEnd());
      }
      window.grow();
    }
  }

  /** Where the last whole record ends. */
  private int wholeRecords(List<Broken> broken) {
    int to = window.to();
    int end = window.from();
    int p = end;
    while (true) {
      int quote = window.find(Dialect.QUOTE, p);
      int line = window.findLast(dialect.lineEnd(), p, quote);
      end = line < 0 ? end : line + 1;
      if (quote == to) {
        return window.isLast() ? to : end;
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
      if (!window.isLast() && to - end < ByteWindow.LONGEST_RECORD) {
        return end;
      }
      int next = Math.min(to, window.find(dialect.lineEnd(), end) + 1);
      broken.add(new Broken(end, next, RejectReason.OPEN_QUOTE));
      requireFewOpenQuotes();
      end = next;
      p = next;
    }
  }

  private boolean opens(int quote, int recordStart) {
    return quote == recordStart || window.data()[quote - 1] == dialect.separator();
  }

  /** The quote that closes the one at this place; -1 when there is none so far. */
  private int closing(int open) {
    int to = window.to();
    int p = window.find(Dialect.QUOTE, open + 1);
    while (p < to) {
      if (p + 1 == to) {
        // Whether a doubled quote or the closing one: only the next byte tells.
        return window.isLast() ? p : -1;
      }
      if (window.data()[p + 1] != Dialect.QUOTE) {
        return p;
      }
      p = window.find(Dialect.QUOTE, p + 2);
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
}
