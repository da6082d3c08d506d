package dev.millrace.scorer;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A zip file in one byte form: entries stored without compression (compressors differ between
 * machines), dated 1980-01-01, ASCII names, no extra fields, no comments. Own code because the
 * JDK's writer depends on its version and the time zone, and its reader forgives too much.
 */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int CENTRAL_SIZE = 46;
  private static final int END_SIZE = 22;
  private static final short VERSION_NEEDED = 10;
  private static final short FIRST_DAY = 0x21;

  private StoredZip() {}

  /** A file in a zip. */
  @SuppressWarnings("ArrayRecordComponent") // lives for the length of one call, never compared
  record Entry(String name, byte[] content) {
    byte[] nameBytes() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }

    int crc() {
      CRC32 crc = new CRC32();
      crc.update(content);
      return (int) crc.getValue();
    }
  }

  /** The bytes of these entries in this order. */
  static byte[] write(List<Entry> entries) {
    long size = END_SIZE;
    for (Entry entry : entries) {
      size += LOCAL_SIZE + CENTRAL_SIZE + 2L * entry.name().length() + entry.content().length;
    }
    if (size > Integer.MAX_VALUE - 16) {
      throw Problem.of(ErrorCode.SCORER_INVALID, "the bundle is too large")
          .found(size + " bytes")
          .allowed("2 GB")
          .asException();
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> offsets = new ArrayList<>();
    for (Entry entry : entries) {
      offsets.add(out.position());
      out.putInt(LOCAL);
      putDescription(out, entry);
      out.put(entry.nameBytes()).put(entry.content());
    }
    int directory = out.position();
    for (int i = 0; i < entries.size(); i++) {
      out.putInt(CENTRAL).putShort(VERSION_NEEDED);
      putDescription(out, entries.get(i));
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      out.putInt(offsets.get(i)).put(entries.get(i).nameBytes());
    }
    int length = out.position() - directory;
    short count = (short) entries.size();
    out.putInt(END).putInt(0).putShort(count).putShort(count);
    out.putInt(length).putInt(directory).putShort((short) 0);
    return out.array();
  }

  /** The fields both headers of an entry share. */
  private static void putDescription(ByteBuffer out, Entry entry) {
    out.putShort(VERSION_NEEDED).putShort((short) 0).putShort((short) 0);
    out.putShort((short) 0).putShort(FIRST_DAY).putInt(entry.crc());
    out.putInt(entry.content().length).putInt(entry.content().length);
    out.putShort((short) entry.nameBytes().length).putShort((short) 0);
  }

  /**
   * Entries in the order of the bytes, up to the directory. The caller must write them again and
   * compare: that checks the directory and every field not looked at here.
   */
  static List<Entry> read(byte[] bytes, int mostEntries) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Entry> entries = new ArrayList<>();
    while (in.remaining() >= LOCAL_SIZE && in.getInt(in.position()) == LOCAL) {
      if (entries.size() == mostEntries) {
        throw corrupt("the bundle has more than " + mostEntries + " entries");
      }
      int at = in.position();
      if (in.getShort(at + 8) != 0) {
        throw corrupt("the bundle is compressed, which Millrace does not write");
      }
      int length = in.getInt(at + 22);
      int nameLength = in.getShort(at + 26) & 0xffff;
      in.position(at + LOCAL_SIZE);
      if (length < 0 || nameLength + (long) length > in.remaining()) {
        throw corrupt("the bundle is cut off");
      }
      byte[] name = new byte[nameLength];
      byte[] content = new byte[length];
      in.get(name).get(content);
      entries.add(new Entry(new String(name, StandardCharsets.US_ASCII), content));
    }
    return entries;
  }

  static MillraceException corrupt(String what) {
    return Problem.of(ErrorCode.SCORER_CORRUPT, what)
        .next("Get the bundle again, as Millrace wrote it: unpacking and packing changes it")
        .asException();
  }
}
