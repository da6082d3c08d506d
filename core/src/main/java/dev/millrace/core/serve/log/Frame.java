package dev.millrace.core.serve.log;

import java.util.zip.CRC32C;

/**
 * The envelope of a record in a segment: marker, checksum, length of the body, sequence number,
 * body. The checksum is over everything behind it. The marker begins with a byte that no UTF-8 text
 * holds, so that the next whole frame can be found behind a damaged one.
 */
final class Frame {
  static final int HEADER = 20;

  /** No body is larger. */
  static final int MOST_BODY = 16 << 20;

  private static final int MARKER = 0xfe52_4dff;
  private static final int CHECKSUM_FROM = 8;

  private Frame() {}

  /** Writes the envelope around a body that already lies behind it. */
  static void seal(byte[] memory, int start, int bytes, long sequence, CRC32C checksum) {
    Bytes.putInt(memory, start, MARKER);
    Bytes.putInt(memory, start + 8, bytes - HEADER);
    Bytes.putLong(memory, start + 12, sequence);
    Bytes.putInt(memory, start + 4, checksum(memory, start, bytes, checksum));
  }

  private static int checksum(byte[] memory, int start, int bytes, CRC32C checksum) {
    checksum.reset();
    checksum.update(memory, start + CHECKSUM_FROM, bytes - CHECKSUM_FROM);
    return (int) checksum.getValue();
  }

  static boolean hasMarker(byte[] memory, int start) {
    return Bytes.i32(memory, start) == MARKER;
  }

  /** Bytes of the whole frame by its header, or -1 when it cannot be one. */
  static int bytes(byte[] memory, int start) {
    int body = Bytes.i32(memory, start + 8);
    return body < 0 || body > MOST_BODY ? -1 : HEADER + body;
  }

  static long sequence(byte[] memory, int start) {
    return Bytes.i64(memory, start + 12);
  }

  static boolean isWhole(byte[] memory, int start, int bytes, CRC32C checksum) {
    return Bytes.i32(memory, start + 4) == checksum(memory, start, bytes, checksum);
  }
}
