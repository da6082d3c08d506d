package dev.millrace.duckdb.text;

import org.jspecify.annotations.Nullable;

/** Goes through the records of a block of JSON. Not thread-safe. */
final class JsonCursor {
  private final JsonShape shape;
  private final byte[] data;
  private final int to;
  private final @Nullable String given;
  private final JsonScan scan = new JsonScan();
  private int position;
  private int start;
  private int end;
  private @Nullable String broken;

  JsonCursor(JsonShape shape, RecordBlock block) {
    this.shape = shape;
    this.data = block.data();
    this.position = block.from();
    this.to = block.to();
    this.given = block.broken().isEmpty() ? null : block.broken().getFirst().reason();
  }

  /** How many records a block has, broken ones included. */
  static int count(JsonShape shape, RecordBlock block) {
    JsonCursor cursor = new JsonCursor(shape, block);
    int count = 0;
    while (cursor.next()) {
      count++;
    }
    return count;
  }

  /** Goes to the next record; false at the end of the block. */
  boolean next() {
    skipSeparators();
    if (position >= to) {
      return false;
    }
    start = position;
    broken = given;
    if (given != null) {
      end = to;
    } else if (shape == JsonShape.LINES) {
      end = ByteSearch.first(data, position, to, Dialect.LF);
    } else {
      end = value();
    }
    position = end;
    while (end > start && isSpace(data[end - 1])) {
      end--;
    }
    if (broken == null && data[start] != '{') {
      broken = RejectReason.NO_OBJECT;
    }
    return true;
  }

  private void skipSeparators() {
    while (position < to && (isSpace(data[position]) || isBetween(data[position]))) {
      position++;
    }
  }

  /** In an array, what stands between its elements and ends it is no record. */
  private boolean isBetween(byte found) {
    return shape == JsonShape.ARRAY && (found == ',' || found == ']');
  }

  private static boolean isSpace(byte found) {
    return found == ' ' || found == '\n' || found == '\r' || found == '\t';
  }

  /** Where the value at this place ends. */
  private int value() {
    scan.restart();
    boolean nested = data[position] == '{' || data[position] == '[';
    for (int p = position; p < to; p++) {
      if (!nested && scan.isOutside() && p > position && ends(data[p])) {
        return p;
      }
      if (scan.closes(data[p]) && nested) {
        return p + 1;
      }
    }
    broken = nested ? RejectReason.NOT_CLOSED : RejectReason.NO_OBJECT;
    return to;
  }

  /** Whether something that is no object and no array ends before this byte. */
  private boolean ends(byte found) {
    return isSpace(found) || found == ',' || found == ']' || found == '{' || found == '[';
  }

  byte[] data() {
    return data;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Why the record cannot be read; null when nothing is known against it. */
  @Nullable String broken() {
    return broken;
  }
}
