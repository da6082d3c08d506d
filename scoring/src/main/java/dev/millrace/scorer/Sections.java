package dev.millrace.scorer;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The frame of a scorer package: magic, version, a table of sections with lengths and SHA-256, then
 * their contents without gaps. A damaged byte anywhere is found: the table must be exactly the
 * expected one, and contents must match their digests.
 */
final class Sections {
  private static final byte[] MAGIC = "MILLRACE-SCORER\n".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private Sections() {}

  /** A named part. */
  @SuppressWarnings("ArrayRecordComponent") // lives for the length of one call, never compared
  record Section(String name, byte[] content) {
    byte[] nameBytes() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }
  }

  static byte[] write(List<Section> sections) {
    long size = MAGIC.length + 8L;
    for (Section section : sections) {
      size += 1 + section.nameBytes().length + 8 + 32 + (long) section.content().length;
    }
    if (size > Integer.MAX_VALUE - 16) {
      throw Problem.of(ErrorCode.SCORER_INVALID, "the scorer is too large to store")
          .found(size + " bytes")
          .allowed("2 GB")
          .asException();
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION).putInt(sections.size());
    for (Section section : sections) {
      out.put((byte) section.nameBytes().length).put(section.nameBytes());
      out.putLong(section.content().length).put(sha(section.content()));
    }
    sections.forEach(section -> out.put(section.content()));
    return out.array();
  }

  /** Contents of exactly these sections in this order. */
  static List<byte[]> read(byte[] bytes, List<String> names) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < MAGIC.length + 8
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw corrupt("this is not a scorer package");
    }
    in.position(MAGIC.length);
    StrictJson.requireVersion("scorer package", Integer.toUnsignedLong(in.getInt()), VERSION);
    if (in.getInt() != names.size()) {
      throw corrupt("the scorer package has another number of sections than its version");
    }
    long[] lengths = new long[names.size()];
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      digests.add(readEntry(in, names.get(i), lengths, i));
    }
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 0 || lengths[i] > in.remaining()) {
        throw corrupt("the scorer package is cut off in section '" + names.get(i) + "'");
      }
      byte[] content = take(in, (int) lengths[i]);
      if (!Arrays.equals(sha(content), digests.get(i))) {
        throw corrupt("section '" + names.get(i) + "' of the scorer package is damaged");
      }
      contents.add(content);
    }
    if (in.hasRemaining()) {
      throw corrupt(in.remaining() + " bytes follow the scorer package");
    }
    return contents;
  }

  private static byte[] readEntry(ByteBuffer in, String name, long[] lengths, int at) {
    byte[] expected = new Section(name, new byte[0]).nameBytes();
    if (in.remaining() < 1 + expected.length + 8 + 32) {
      throw corrupt("the scorer package is cut off in its table of sections");
    }
    if (in.get() != expected.length || !Arrays.equals(take(in, expected.length), expected)) {
      throw corrupt("the scorer package has other sections than its version");
    }
    lengths[at] = in.getLong();
    return take(in, 32);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }

  private static byte[] sha(byte[] content) {
    return HexFormat.of().parseHex(Digest.ofBytes(content).hex());
  }

  private static MillraceException corrupt(String what) {
    return Problem.of(ErrorCode.SCORER_CORRUPT, what)
        .next("Get the file again from where it was made")
        .asException();
  }
}
