package dev.millrace.duckdb.text;

/** Well-formed UTF-8 as RFC 3629 defines it: shortest forms, no surrogates, up to U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  static boolean isWellFormed(byte[] data, int from, int to) {
    if (ByteSearch.isAscii(data, from, to)) {
      return true;
    }
    int p = from;
    while (p < to) {
      int lead = data[p] & 0xff;
      if (lead < 0x80) {
        p++;
        continue;
      }
      int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      if (lead < 0xc2 || lead > 0xf4 || p + length > to) {
        return false;
      }
      int second = data[p + 1] & 0xff;
      int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
      int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
      if (second < least || second > most) {
        return false;
      }
      for (int i = 2; i < length; i++) {
        if ((data[p + i] & 0xc0) != 0x80) {
          return false;
        }
      }
      p += length;
    }
    return true;
  }
}
