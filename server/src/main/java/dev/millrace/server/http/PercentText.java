package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text, decoded strictly: bad escapes, bad UTF-8 and control characters refuse. */
final class PercentText {
  private PercentText() {}

  /** A path segment, where a plus is a plus. */
  static String segment(String encoded) {
    return decode(encoded, '+', "path");
  }

  /** A name or value of a query, where a plus is a blank. */
  static String query(String encoded) {
    return decode(encoded, ' ', "query");
  }

  private static String decode(String encoded, char plus, String where) {
    if (encoded.indexOf('%') < 0 && (plus == '+' || encoded.indexOf('+') < 0) && plain(encoded)) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        int high = digit(encoded, i + 1);
        int low = digit(encoded, i + 2);
        int value = high << 4 | low;
        if (high < 0 || low < 0 || value < ' ' || value == 0x7f) {
          throw refused(encoded, where);
        }
        bytes.write(value);
        i += 2;
      } else if (c <= ' ' || c >= 0x7f) {
        throw refused(encoded, where);
      } else {
        bytes.write(c == '+' ? plus : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused(encoded, where);
    }
  }

  private static int digit(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException refused(String found, String where) {
    return Problem.of(ErrorCode.REQUEST_INVALID, "the " + where + " is not well encoded")
        .at(where)
        .found(found)
        .allowed("printable ASCII, the rest as UTF-8 in %XX, no control characters")
        .asException();
  }
}
