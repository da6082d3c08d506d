package dev.millrace.core.serve.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How a segment begins: what it is, whose, and from which record on. 112 bytes, the last four their
 * checksum.
 */
record SegmentHeader(LogStream stream, NodeId node, long firstSequence, long createdMicros) {
  static final int BYTES = 112;
  static final int VERSION = 1;

  private static final byte[] MAGIC = "MILLRACE-LOG\n".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_AT = 16;
  private static final int STREAM_AT = 20;
  private static final int SEQUENCE_AT = 24;
  private static final int CREATED_AT = 32;
  private static final int NODE_AT = 40;
  private static final int CHECKSUM_AT = BYTES - 4;

  byte[] encode() {
    byte[] bytes = Arrays.copyOf(MAGIC, BYTES);
    Bytes.putInt(bytes, VERSION_AT, VERSION);
    Bytes.putInt(bytes, STREAM_AT, stream.code());
    Bytes.putLong(bytes, SEQUENCE_AT, firstSequence);
    Bytes.putLong(bytes, CREATED_AT, createdMicros);
    Bytes.putText(bytes, NODE_AT, node.value());
    Bytes.putInt(bytes, CHECKSUM_AT, checksum(bytes));
    return bytes;
  }

  /** True for an undamaged header of whatever version: their size and checksum stay. */
  static boolean isWhole(byte[] bytes) {
    return Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        && Bytes.i32(bytes, CHECKSUM_AT) == checksum(bytes);
  }

  static int version(byte[] bytes) {
    return Bytes.i32(bytes, VERSION_AT);
  }

  /** The header, or nothing when it is damaged or of another version. */
  static Optional<SegmentHeader> decode(byte[] bytes) {
    if (!isWhole(bytes) || version(bytes) != VERSION) {
      return Optional.empty();
    }
    return LogStream.ofCode(Bytes.i32(bytes, STREAM_AT))
        .map(
            stream ->
                new SegmentHeader(
                    stream,
                    new NodeId(new BodyReader(bytes, NODE_AT, CHECKSUM_AT - NODE_AT).text()),
                    Bytes.i64(bytes, SEQUENCE_AT),
                    Bytes.i64(bytes, CREATED_AT)));
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, CHECKSUM_AT);
    return (int) checksum.getValue();
  }
}
