package dev.millrace.duckdb.text;

import dev.millrace.duckdb.text.RecordBlock.Broken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the records of a block into fields. A field that starts with a quote ends at the next quote
 * that is not doubled; elsewhere quotes are ordinary characters. Not thread-safe.
 */
final class RecordCursor {
  private final Dialect dialect;
  private final RecordBlock block;
  private final byte[] data;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] kinds = new byte[64];
  private int fields;
  private int position;
  private int nextBroken;
  private int recordStart;
  private int recordEnd;
  private @Nullable String broken;

  /** Kinds of fields. */
  static final byte PLAIN = 0;

  static final byte QUOTED = 1;

  /** A quoted field with doubled quotes in it. */
  static final byte DOUBLED = 2;

  RecordCursor(Dialect dialect, RecordBlock block) {
    this.dialect = dialect;
    this.block = block;
    this.data = block.data();
    this.position = block.from();
  }

  /** Moves to the next record; false at the end of the block. */
  boolean next() {
    if (position >= block.to()) {
      return false;
    }
    recordStart = position;
    fields = 0;
    broken = null;
    if (nextBroken < block.broken().size()
        && block.broken().get(nextBroken).from() == recordStart) {
      Broken known = block.broken().get(nextBroken++);
      broken = known.reason();
      position = known.to();
      recordEnd = withoutLineEnd(known.to());
      return true;
    }
    cut();
    return true;
  }

  private void cut() {
    int to = block.to();
    byte separator = dialect.separator();
    byte lineEnd = dialect.lineEnd();
    int p = position;
    while (true) {
      int start = p;
      if (p < to && data[p] == Dialect.QUOTE) {
        p = cutQuoted(p);
      } else {
        p = ByteSearch.firstOf(data, p, to, separator, lineEnd);
        add(start, p, PLAIN);
      }
      if (p >= to || data[p] == lineEnd) {
        recordEnd = p;
        position = Math.min(to, p + 1);
        break;
      }
      p++;
    }
    dropCarriageReturn();
  }

  /** Cuts a field whose first byte is a quote; gives where it ends. */
  private int cutQuoted(int start) {
    int to = block.to();
    byte kind = QUOTED;
    int p = start + 1;
    while (true) {
      p = ByteSearch.first(data, p, to, Dialect.QUOTE);
      if (p + 1 < to && data[p + 1] == Dialect.QUOTE) {
        kind = DOUBLED;
        p += 2;
      } else {
        break;
      }
    }
    add(start + 1, Math.min(p, to), kind);
    p++;
    int afterQuote = p;
    p = ByteSearch.firstOf(data, Math.min(p, to), to, dialect.separator(), dialect.lineEnd());
    boolean lineEndFollows = p >= to || data[p] == dialect.lineEnd();
    boolean carriageReturn =
        p == afterQuote + 1 && data[afterQuote] == Dialect.CR && lineEndFollows;
    if (p > afterQuote && !carriageReturn) {
      broken = RejectReason.AFTER_QUOTE;
    }
    return Math.min(p, to);
  }

  private void add(int start, int end, byte kind) {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
      kinds = Arrays.copyOf(kinds, fields * 2);
    }
    starts[fields] = start;
    ends[fields] = end;
    kinds[fields++] = kind;
  }

  /** The {@code \r} of a {@code \r\n} belongs to the line end, not to the last field. */
  private void dropCarriageReturn() {
    if (dialect.lineEnd() == Dialect.LF
        && recordEnd > recordStart
        && data[recordEnd - 1] == Dialect.CR) {
      recordEnd--;
      if (kinds[fields - 1] == PLAIN) {
        ends[fields - 1]--;
      }
    }
  }

  private int withoutLineEnd(int end) {
    int trimmed = end;
    if (trimmed > recordStart && data[trimmed - 1] == dialect.lineEnd()) {
      trimmed--;
    }
    if (trimmed > recordStart && data[trimmed - 1] == Dialect.CR) {
      trimmed--;
    }
    return trimmed;
  }

  /** True for a line without a single character. */
  boolean isBlank() {
    return recordEnd == recordStart;
  }

  /** Why the record cannot be cut into fields; null when it can. */
  @Nullable String broken() {
    return broken;
  }

  int fields() {
    return fields;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  byte kind(int field) {
    return kinds[field];
  }

  /** First byte of the record. */
  int recordStart() {
    return recordStart;
  }

  /** End of the record, its line end not counted. */
  int recordEnd() {
    return recordEnd;
  }

  /** Where the next record starts. */
  int position() {
    return position;
  }

  int blockEnd() {
    return block.to();
  }

  byte[] data() {
    return data;
  }
}
