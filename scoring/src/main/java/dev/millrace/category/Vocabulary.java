package dev.millrace.category;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.LongColumn;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Known categories in a fixed order; the position of a value is its code. Which values, and in
 * which order (sorted, by frequency, by meaning), was decided where the vocabulary was fitted.
 *
 * <p>Found by the bytes of {@link CategoryCursor} in an open-addressing table, so no String is made
 * to look a cell up. Immutable and safe to share between threads.
 */
public final class Vocabulary {
  /** Most values a vocabulary holds. */
  public static final int MOST_VALUES = 100_000;

  /** Most UTF-8 bytes of one value. */
  public static final int LONGEST_VALUE = 1_024;

  /** Code of a category that is not in the vocabulary. */
  public static final int UNSEEN = -1;

  /** Code of a cell that holds no category. */
  public static final int MISSING = -2;

  private static final int NOT_LOOKED_UP = -3;

  /** Values whose codes are remembered within a batch; a power of two. */
  private static final int RECENT = 64;

  private final List<String> values;
  private final byte[] data;
  private final int[] offsets;
  private final int[] slots;

  private Vocabulary(List<String> values, byte[] data, int[] offsets) {
    this.values = values;
    this.data = data;
    this.offsets = offsets;
    this.slots = new int[Math.max(4, Integer.highestOneBit(Math.max(1, values.size())) << 2)];
    for (int code = 0; code < values.size(); code++) {
      insert(code);
    }
  }

  /**
   * A vocabulary of these values in this order; an {@link IllegalArgumentException} names a value
   * given twice, too long, or not valid Unicode.
   */
  public static Vocabulary of(List<String> values) {
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(
          "a vocabulary has at most " + MOST_VALUES + " values, got " + values.size());
    }
    byte[] data = new byte[64];
    int[] offsets = new int[values.size() + 1];
    for (int code = 0; code < values.size(); code++) {
      ByteBuffer utf8 = encode(values.get(code));
      int from = offsets[code];
      offsets[code + 1] = from + utf8.remaining();
      if (offsets[code + 1] > data.length) {
        data = Arrays.copyOf(data, Math.max(offsets[code + 1], 2 * data.length));
      }
      utf8.get(data, from, utf8.remaining());
    }
    return new Vocabulary(List.copyOf(values), data, offsets);
  }

  public int size() {
    return values.size();
  }

  /** The values by code. */
  public List<String> values() {
    return values;
  }

  /** Code of the value with these bytes, or {@link #UNSEEN}. */
  public int find(byte[] bytes, int from, int length) {
    int mask = slots.length - 1;
    int slot = (int) Xxh64.hash(bytes, from, length, 0) & mask;
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (Arrays.equals(data, offsets[code], offsets[code + 1], bytes, from, from + length)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return UNSEEN;
  }

  /**
   * Code per row of a column that {@link CategoryCursor#reads} accepts, {@link #UNSEEN} or {@link
   * #MISSING}. A dictionary is looked up once per entry.
   */
  public int[] codesOf(Column column) {
    int[] codes = new int[column.rows()];
    if (column instanceof BytesColumn text
        && text.hasDictionary()
        && text.entries() <= column.rows()) {
      codesByEntry(text, codes);
      return codes;
    }
    CategoryCursor cursor = CategoryCursor.over(column);
    if (column instanceof LongColumn whole && codes.length > RECENT) {
      codesByValue(whole, cursor, codes);
      return codes;
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = cursor.moveTo(row) ? find(cursor.bytes, cursor.start, cursor.length) : MISSING;
    }
    return codes;
  }

  private void codesByEntry(BytesColumn text, int[] codes) {
    int[] codeOfEntry = new int[text.entries()];
    for (int entry = 0; entry < codeOfEntry.length; entry++) {
      codeOfEntry[entry] = find(text.data(), text.entryStart(entry), text.entryLength(entry));
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = text.isMissing(row) ? MISSING : codeOfEntry[text.entryAt(row)];
    }
  }

  /** Remembers the codes of recent values: categories that are numbers are few as a rule. */
  private void codesByValue(LongColumn whole, CategoryCursor cursor, int[] codes) {
    long[] recent = new long[RECENT];
    int[] codeOfRecent = new int[RECENT];
    Arrays.fill(codeOfRecent, NOT_LOOKED_UP);
    for (int row = 0; row < codes.length; row++) {
      if (whole.isMissing(row)) {
        codes[row] = MISSING;
        continue;
      }
      long value = whole.at(row);
      int place = (int) value & (RECENT - 1);
      if (codeOfRecent[place] == NOT_LOOKED_UP || recent[place] != value) {
        recent[place] = value;
        codeOfRecent[place] =
            cursor.moveTo(row) ? find(cursor.bytes, cursor.start, cursor.length) : MISSING;
      }
      codes[row] = codeOfRecent[place];
    }
  }

  private void insert(int code) {
    int from = offsets[code];
    int length = offsets[code + 1] - from;
    int mask = slots.length - 1;
    int slot = (int) Xxh64.hash(data, from, length, 0) & mask;
    while (slots[slot] != 0) {
      int other = slots[slot] - 1;
      if (Arrays.equals(data, offsets[other], offsets[other + 1], data, from, from + length)) {
        throw new IllegalArgumentException(
            "the value '" + values.get(code) + "' is in the vocabulary twice");
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = code + 1;
  }

  private static ByteBuffer encode(String value) {
    ByteBuffer utf8;
    try {
      utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a value of a vocabulary is not valid Unicode", e);
    }
    if (utf8.remaining() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "a value of a vocabulary has at most "
              + LONGEST_VALUE
              + " bytes, got "
              + utf8.remaining());
    }
    return utf8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.size() <= 10
        ? values.toString()
        : values.subList(0, 10) + " and " + (values.size() - 10) + " more";
  }
}
