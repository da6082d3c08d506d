package dev.millrace.duckdb.text;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.List;
import java.util.Optional;

/** What the first bytes of a file tell: what it is, how lines end, what separates fields. */
final class FileHead {
  private static final int LOOKED_AT = 1 << 16;
  private static final int MOST_RECORDS = 200;
  private static final byte[] SEPARATORS = {',', ';', '\t', '|'};

  private FileHead() {}

  /** Leaves out a byte order mark; refuses files that are not text in UTF-8. */
  static void skipMark(ByteWindow window, String location) {
    RecordBlock head = window.look();
    byte[] data = head.data();
    int from = head.from();
    int length = Math.min(head.to() - from, LOOKED_AT);
    if (startsWith(data, from, length, 0xef, 0xbb, 0xbf)) {
      window.skip(3);
      return;
    }
    if (startsWith(data, from, length, 0xff, 0xfe) || startsWith(data, from, length, 0xfe, 0xff)) {
      throw notText(location, "the file is UTF-16", "iconv -f UTF-16 -t UTF-8");
    }
    if (startsWith(data, from, length, 'P', 'A', 'R', '1')) {
      throw Problem.of(ErrorCode.SOURCE_FORMAT_UNSUPPORTED, "the file is Parquet, not text")
          .at(location)
          .next("Set 'source.format' to parquet.")
          .asException();
    }
    if (startsWith(data, from, length, 'P', 'K', 3, 4)) {
      throw notText(
          location, "the file is a zip archive or a spreadsheet", "unzip it or export CSV");
    }
    refuseBinary(data, from, length, location);
  }

  /** Text in UTF-16 has a zero in every other byte, where its letters are Latin ones. */
  private static void refuseBinary(byte[] data, int from, int length, String location) {
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i++) {
      if (data[from + i] == 0) {
        even += i % 2 == 0 ? 1 : 0;
        odd += i % 2;
      }
    }
    if (odd * 4L > length && even * 20L < odd) {
      throw notText(location, "the file is UTF-16", "iconv -f UTF-16LE -t UTF-8");
    }
    if (even * 4L > length && odd * 20L < even) {
      throw notText(location, "the file is UTF-16", "iconv -f UTF-16BE -t UTF-8");
    }
    int controls = 0;
    for (int i = from; i < from + length; i++) {
      boolean control = data[i] >= 0 && data[i] < ' ' && (data[i] < '\t' || data[i] > '\r');
      controls += control ? 1 : 0;
    }
    if (controls * 20L > length) {
      throw notText(location, "the file is not text", "export it as CSV");
    }
  }

  private static boolean startsWith(byte[] data, int from, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((data[from + i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException notText(String location, String what, String how) {
    return Problem.of(ErrorCode.SOURCE_UNREADABLE, what)
        .at(location)
        .allowed("text in UTF-8, plain or gzip")
        .next("Convert it first: " + how + ".")
        .asException();
  }

  static Dialect dialect(ByteWindow window, Optional<Character> separator) {
    RecordBlock head = window.look();
    byte[] data = head.data();
    boolean hasLf = ByteSearch.first(data, head.from(), head.to(), Dialect.LF) < head.to();
    boolean hasCr = ByteSearch.first(data, head.from(), head.to(), Dialect.CR) < head.to();
    byte lineEnd = !hasLf && hasCr ? Dialect.CR : Dialect.LF;
    if (separator.isPresent()) {
      return new Dialect(ascii(separator.get()), lineEnd);
    }
    int end = Math.min(head.to(), head.from() + LOOKED_AT);
    RecordBlock sample = new RecordBlock(data, head.from(), end, List.of());
    boolean whole = end == head.to() && window.isLast();
    Dialect best = new Dialect((byte) ',', lineEnd);
    double bestVotes = 0;
    for (byte candidate : SEPARATORS) {
      Dialect dialect = new Dialect(candidate, lineEnd);
      double votes = votes(new RecordCursor(dialect, sample), whole);
      if (votes > bestVotes) {
        best = dialect;
        bestVotes = votes;
      }
    }
    return best;
  }

  private static byte ascii(char separator) {
    if (separator >= 0x80
        || separator == '"'
        || separator == '\n'
        || separator == '\r'
        || separator == 0) {
      throw Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "this character cannot separate fields")
          .at("source.separator")
          .found(String.valueOf(separator))
          .allowed("an ASCII character that is no quote and no line end")
          .asException();
    }
    return (byte) separator;
  }

  /**
   * Share of the first records that have as many fields as the header, more for more fields; 0 when
   * the header is one field.
   */
  private static double votes(RecordCursor cursor, boolean whole) {
    int header = 0;
    int records = 0;
    int alike = 0;
    while (records < MOST_RECORDS && cursor.next()) {
      boolean cutOff = !whole && cursor.position() >= cursor.blockEnd();
      if (cursor.isBlank() || cutOff) {
        continue;
      }
      if (header == 0) {
        header = cursor.fields();
      }
      records++;
      alike += cursor.broken() == null && cursor.fields() == header ? 1 : 0;
    }
    if (header < 2 || records == 0) {
      return 0;
    }
    return (double) alike / records + 1e-4 * Math.min(header, 1000);
  }
}
