package dev.millrace.duckdb.text;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.Arrays;

/**
 * UTF8 and BLOB_REF: the text as it is. While few texts differ each is kept once, in a dictionary:
 * whoever reads the column then looks at a text once for all its rows.
 */
final class TextParser extends FieldParser {
  private static final int EXPECTED_LENGTH = 8;

  /** Entries of a dictionary, at most. */
  private static final int MOST_ENTRIES = 256;

  private static final int NONE = -1;
  private static final int SLOTS = 4 * MOST_ENTRIES;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final ColumnType type;

  /** Ends of entries after a 0; without a dictionary an entry is a row. */
  private int[] offsets = new int[MOST_ENTRIES + 1];

  private byte[] bytes = new byte[MOST_ENTRIES * EXPECTED_LENGTH];
  private int entries;

  /** Entry of each row, {@link #NONE} of a missing one; of no use without a dictionary. */
  private final int[] codes;

  /** Entries plus 1 by hash; empty once texts differ too much for a dictionary. */
  private int[] slots = new int[SLOTS];

  TextParser(ColumnType type, int capacity) {
    super(capacity);
    this.type = type;
    this.codes = new int[capacity];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    if (slots.length > 0) {
      int entry = entry(data, from, to);
      if (entry >= 0) {
        codes[row] = entry;
        return true;
      }
      writeOut(row);
    }
    append(row, data, from, to);
    return true;
  }

  @Override
  void skip(int row) {
    if (slots.length == 0) {
      offsets[row + 1] = offsets[row];
    } else {
      codes[row] = NONE;
    }
  }

  /** The entry of a text, which may be a new one; -1 when there is no room for it. */
  private int entry(byte[] data, int from, int to) {
    int slot = hash(data, from, to);
    while (slots[slot] != 0) {
      int entry = slots[slot] - 1;
      if (Arrays.equals(bytes, offsets[entry], offsets[entry + 1], data, from, to)) {
        return entry;
      }
      slot = (slot + 1) % SLOTS;
    }
    if (entries == MOST_ENTRIES) {
      return -1;
    }
    append(entries, data, from, to);
    slots[slot] = ++entries;
    return entries - 1;
  }

  private static int hash(byte[] data, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + data[i];
    }
    return (int) ((hash * SPREAD) >>> 54);
  }

  /** Gives the dictionary up: the texts of the rows so far lie one after the other. */
  private void writeOut(int rows) {
    int[] entryOffsets = offsets;
    byte[] entryBytes = bytes;
    slots = new int[0];
    offsets = new int[codes.length + 1];
    bytes = new byte[Math.max(64, codes.length * EXPECTED_LENGTH)];
    for (int row = 0; row < rows; row++) {
      int entry = codes[row];
      if (entry == NONE) {
        skip(row);
      } else {
        append(row, entryBytes, entryOffsets[entry], entryOffsets[entry + 1]);
      }
    }
  }

  private void append(int entry, byte[] data, int from, int to) {
    int start = offsets[entry];
    int end = Math.addExact(start, to - from);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, Math.toIntExact(bytes.length * 2L)));
    }
    System.arraycopy(data, from, bytes, start, to - from);
    offsets[entry + 1] = end;
  }

  @Override
  Column column(int rows) {
    if (slots.length > 0 && entries == 0) {
      writeOut(rows);
    }
    if (slots.length == 0) {
      return BytesColumn.owning(type, bytes, Arrays.copyOf(offsets, rows + 1), validity(rows));
    }
    int[] used = Arrays.copyOf(codes, rows);
    for (int row = 0; row < rows; row++) {
      used[row] = Math.max(0, used[row]);
    }
    return BytesColumn.owningDictionary(
        type, bytes, Arrays.copyOf(offsets, entries + 1), used, validity(rows));
  }
}
