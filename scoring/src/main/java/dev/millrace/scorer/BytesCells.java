package dev.millrace.scorer;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.json.Json;
import java.io.ByteArrayOutputStream;
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
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int[] offsets = new int[2];

  BytesCells(ColumnType type) {
    this.type = type;
  }

  @Override
  String allowed() {
    return type.equals(ColumnType.UTF8) ? "a text of whole characters" : "bytes as base64 text";
  }

  @Override
  boolean put(int row, Json value) {
    Optional<byte[]> content =
        value instanceof Json.Text text
            ? type.equals(ColumnType.UTF8) ? utf8(text.value()) : base64(text.value())
            : Optional.empty();
    content.ifPresent(
        all -> {
          bytes.write(all, 0, all.length);
          end(row);
        });
    return content.isPresent();
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

  private void end(int row) {
    if (row + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * row + 2);
    }
    offsets[row + 1] = bytes.size();
  }

  @Override
  void putNothing(int row) {
    end(row);
  }

  @Override
  BytesColumn build() {
    return BytesColumn.owning(
        type, bytes.toByteArray(), Arrays.copyOf(offsets, rows() + 1), validity());
  }
}
