package dev.millrace.scorer;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** UTF8 from texts, BYTES from base64. */
final class BytesCells extends CellColumn {
  private final ColumnType type;
  private byte[] bytes = new byte[16];
  private int[] offsets = new int[2];
  private int size;

  BytesCells(ColumnType type) {
    this.type = type;
  }

  @Override
  String allowed() {
    return type.equals(ColumnType.UTF8) ? "a text of whole characters" : "bytes as base64 text";
  }

  @Override
  boolean putText(int row, String text) {
    Optional<byte[]> content = type.equals(ColumnType.UTF8) ? utf8(text) : base64(text);
    content.ifPresent(all -> append(row, all, 0, all.length));
    return content.isPresent();
  }

  @Override
  boolean putAscii(int row, byte[] source, int from, int to) {
    if (!type.equals(ColumnType.UTF8)) {
      return super.putAscii(row, source, from, to);
    }
    append(row, source, from, to);
    return true;
  }

  private void append(int row, byte[] source, int from, int to) {
    int needed = Math.addExact(size, to - from);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(source, from, bytes, size, to - from);
    size = needed;
    putNothing(row);
  }

  /** Half a surrogate pair is no character: refused rather than replaced. */
  private static Optional<byte[]> utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] all = new byte[encoded.remaining()];
      encoded.get(all);
      return Optional.of(all);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  void putNothing(int row) {
    if (row + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * row + 2);
    }
    offsets[row + 1] = size;
  }

  @Override
  BytesColumn build() {
    return BytesColumn.owning(
        type, Arrays.copyOf(bytes, size), Arrays.copyOf(offsets, rows() + 1), validity());
  }
}
