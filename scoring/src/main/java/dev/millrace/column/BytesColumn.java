package dev.millrace.column;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF8, BYTES and BLOB_REF values as bytes and offsets, with or without a dictionary. With a
 * dictionary, {@code codes[row]} names the entry; without one, entry and row are the same number. A
 * dictionary may repeat values and hold unused ones. No String is made unless asked for.
 */
@SuppressWarnings(
    "ReferenceEquality") // NO_CODES is one object, told apart from an empty dictionary
public final class BytesColumn extends Column {
  private final byte[] data;
  private final int[] offsets;
  private final int @Nullable [] codes;

  private BytesColumn(
      ColumnType type, byte[] data, int[] offsets, int @Nullable [] codes, Validity validity) {
    super(type, validity);
    this.data = data;
    this.offsets = offsets;
    this.codes = codes;
  }

  /**
   * A column without dictionary; the arrays become its own.
   *
   * @param offsets entry {@code i} spans {@code data[offsets[i]] .. data[offsets[i + 1]]}
   */
  public static BytesColumn owning(ColumnType type, byte[] data, int[] offsets, Validity validity) {
    Lengths.require(offsets.length - 1, validity);
    return new BytesColumn(requireBytes(type), data, offsets, null, validity);
  }

  /** A column with a dictionary; the arrays become its own. Codes of missing rows are ignored. */
  public static BytesColumn owningDictionary(
      ColumnType type, byte[] data, int[] offsets, int[] codes, Validity validity) {
    Lengths.require(codes.length, validity);
    return new BytesColumn(requireBytes(type), data, offsets, codes, validity);
  }

  private static ColumnType requireBytes(ColumnType type) {
    if (!type.equals(ColumnType.UTF8)
        && !type.equals(ColumnType.BYTES)
        && !type.equals(ColumnType.BLOB_REF)) {
      throw new IllegalArgumentException("no bytes column of type " + type.text());
    }
    return type;
  }

  /** True when rows share entries, so that work per entry saves work per row. */
  public boolean hasDictionary() {
    return codes != null;
  }

  /** Number of entries, used or not. */
  public int entries() {
    return offsets.length - 1;
  }

  /** Entry of a row; undefined for a missing row. */
  public int entryAt(int row) {
    return codes == null ? row : codes[row];
  }

  /** Length of a row's value in bytes. */
  public int lengthAt(int row) {
    int entry = entryAt(row);
    return offsets[entry + 1] - offsets[entry];
  }

  /** Where a row's value starts in {@link #data}. */
  public int startAt(int row) {
    return offsets[entryAt(row)];
  }

  /** Length of an entry in bytes. */
  public int entryLength(int entry) {
    return offsets[entry + 1] - offsets[entry];
  }

  /** Where an entry starts in {@link #data}. */
  public int entryStart(int entry) {
    return offsets[entry];
  }

  /** The bytes all entries live in; for reading only, never to be changed. */
  public byte[] data() {
    return data;
  }

  /** Text of a row that is not missing; malformed UTF-8 shows as U+FFFD. */
  public String textAt(int row) {
    return entryText(entryAt(row));
  }

  /** Text of an entry. */
  public String entryText(int entry) {
    return new String(
        data, offsets[entry], offsets[entry + 1] - offsets[entry], StandardCharsets.UTF_8);
  }

  @Override
  public BytesColumn select(int[] rows) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = entryAt(rows[i]);
    }
    return new BytesColumn(type(), data, offsets, chosen, selectValidity(rows));
  }
}
