package dev.millrace.expression.function;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A UTF8 result without dictionary while it is computed: rows are ended one after the other. */
final class TextBuilder extends ResultBuilder {
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private final int[] offsets;
  private byte[] data;
  private int size;

  TextBuilder(Validity before) {
    super(before);
    this.offsets = new int[before.rows() + 1];
    this.data = new byte[16 * Math.min(before.rows(), 1 << 16)];
  }

  /** Adds bytes to the row being written. */
  void append(byte[] from, int start, int length) {
    if (length > data.length - size) {
      if (length > LARGEST - size) {
        throw Problem.of(
                ErrorCode.EXPRESSION_TOO_COSTLY, "the texts made for one batch exceed 2 GB")
            .next("Use smaller batches, or shorten the texts with substring() first.")
            .asException();
      }
      long grown = Math.max((long) size + length, 2L * data.length);
      data = Arrays.copyOf(data, (int) Math.min(grown, LARGEST));
    }
    System.arraycopy(from, start, data, size, length);
    size += length;
  }

  /** Adds text to the row being written. */
  void append(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    append(utf8, 0, utf8.length);
  }

  /** Adds a row of another column, which must hold a value, to the row being written. */
  void append(BytesColumn from, int row) {
    append(from.data(), from.startAt(row), from.lengthAt(row));
  }

  /** Ends a row; rows are ended in order, missing ones too. */
  void end(int row) {
    offsets[row + 1] = size;
  }

  BytesColumn column() {
    return BytesColumn.owning(ColumnType.UTF8, data, offsets, validity());
  }

  /** A column whose rows name, by code, the rows of this one as the entries of a dictionary. */
  BytesColumn dictionary(int[] codes, Validity validity) {
    return BytesColumn.owningDictionary(ColumnType.UTF8, data, offsets, codes, validity);
  }
}
