package dev.millrace.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in UTF-8 bytes of JSON that moves over one token after the other: texts, numbers, words.
 * It makes nothing on the way and gives up early: methods say false when something else stands
 * there, right or wrong, and then {@link JsonReader} has to read the whole. Not thread-safe.
 */
public final class PlainJson {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NUMBER = 64;

  /** What may stand behind a backslash, beside {@code u}, and what it means. */
  private static final String ESCAPES = "\"\\/bfnrt";

  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  /** Digits that always fit a long. */
  private static final int SAFE_DIGITS = 18;

  /** A double holds every whole number up to here exactly, and these powers of ten. */
  private static final long EXACT_WHOLES = 1L << 53;

  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final byte[] json;
  private final int end;
  private int at;

  private int textFrom;
  private int textTo;
  private boolean ascii;
  private boolean escaped;

  private boolean whole;
  private long wholeValue;
  private double realValue;

  /**
   * Begins at a place.
   *
   * @param to behind the last byte
   */
  public PlainJson(byte[] json, int from, int to) {
    this.json = json;
    this.at = from;
    this.end = to;
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return json;
  }

  /** Where it stands. */
  public int at() {
    return at;
  }

  /** The next byte that is not white space; 0 at the end. */
  public int peek() {
    while (at < end) {
      byte next = json[at];
      if (next > ' ' || next < 0) {
        return next;
      }
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
      at++;
    }
    return 0;
  }

  /** Moves over this character if it comes next. */
  public boolean skip(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** True when nothing but white space is left. */
  public boolean atEnd() {
    return peek() == 0 && at == end;
  }

  /** Moves over this word if it comes next. */
  public boolean word(String wanted) {
    if (end - at < wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (json[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    at += wanted.length();
    return true;
  }

  /** Moves over a text; it lies from {@link #textFrom} to {@link #textTo}. */
  public boolean text() {
    if (!skip('"')) {
      return false;
    }
    textFrom = at;
    escaped = false;
    int bits = 0;
    int most = Math.min(end, at + LONGEST_TEXT);
    for (int i = at; i < most; i++) {
      int next = json[i];
      if (next == '"') {
        textTo = i;
        at = i + 1;
        ascii = bits >= 0 && !escaped;
        return true;
      }
      if (next == '\\') {
        int more = escape(i + 1);
        if (more == 0) {
          return false;
        }
        escaped = true;
        i += more;
      } else if (next >= 0 && next < ' ') {
        return false;
      }
      bits |= next;
    }
    return false;
  }

  /** Bytes of an escape behind its backslash; 0 when it is none. */
  private int escape(int from) {
    if (from >= end) {
      return 0;
    }
    if (json[from] != 'u') {
      return ESCAPES.indexOf(json[from]) < 0 ? 0 : 1;
    }
    for (int i = from + 1; i <= from + 4; i++) {
      if (i >= end || Character.digit(json[i], 16) < 0) {
        return 0;
      }
    }
    return 5;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (text.charAt(++i) == 'u') {
        out.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
        i += 4;
      } else {
        out.append(ESCAPED.charAt(ESCAPES.indexOf(text.charAt(i))));
      }
    }
    return out.toString();
  }

  /**
   * Moves over an object by its braces alone: what stands between them has not been read, and may
   * be no JSON.
   */
  public boolean object() {
    if (peek() != '{') {
      return false;
    }
    int depth = 0;
    for (int i = at; i < end; i++) {
      byte next = json[i];
      if (next == '"') {
        i = endOfText(i + 1);
      } else if (next == '{') {
        depth++;
      } else if (next == '}' && --depth == 0) {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  private int endOfText(int from) {
    int i = from;
    while (i < end && json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  /** Where the text moved over last begins. */
  public int textFrom() {
    return textFrom;
  }

  /** Behind the text moved over last. */
  public int textTo() {
    return textTo;
  }

  /** True when the text moved over last is ASCII without escapes. */
  public boolean isAscii() {
    return ascii;
  }

  /** True when the text moved over last is this one in UTF-8, written without escapes. */
  public boolean isText(byte[] wanted) {
    return !escaped && Arrays.equals(json, textFrom, textTo, wanted, 0, wanted.length);
  }

  /** The text moved over last; U+FFFD stands in it for bytes that are no UTF-8. */
  public String textValue() {
    String text = new String(json, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
    return escaped ? unescaped(text) : text;
  }

  /** Moves over a number; {@link #whole} or {@link #real} is its value. */
  public boolean number() {
    int from = at;
    boolean negative = at < end && json[at] == '-';
    at += negative ? 1 : 0;
    int digitsFrom = at;
    long digits = digits(0);
    int count = at - digitsFrom;
    if (count == 0 || (count > 1 && json[digitsFrom] == '0')) {
      return false;
    }
    int scale = 0;
    if (at < end && json[at] == '.') {
      int pointAt = at++;
      digits = digits(digits);
      scale = at - pointAt - 1;
      if (scale == 0) {
        return false;
      }
    }
    boolean power = at < end && (json[at] | 0x20) == 'e';
    if (power && !exponent()) {
      return false;
    }
    whole = scale == 0 && !power;
    if (whole) {
      wholeValue = negative ? -digits : digits;
      return count <= SAFE_DIGITS;
    }
    if (!power
        && count + scale <= SAFE_DIGITS
        && digits <= EXACT_WHOLES
        && scale < EXACT_POWERS.length) {
      // One division of two exact numbers is rounded once, as the nearest double is (Clinger 1990).
      double value = digits / EXACT_POWERS[scale];
      realValue = negative ? -value : value;
      return true;
    }
    if (at - from > LONGEST_NUMBER) {
      return false;
    }
    realValue = Double.parseDouble(new String(json, from, at - from, StandardCharsets.US_ASCII));
    return Double.isFinite(realValue);
  }

  /** Moves over digits; the number they and those before them make, if it is small enough. */
  private long digits(long before) {
    long value = before;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      value = value * 10 + (json[at++] - '0');
    }
    return value;
  }

  private boolean exponent() {
    at++;
    if (at < end && (json[at] == '+' || json[at] == '-')) {
      at++;
    }
    int from = at;
    long unused = digits(0);
    return at > from;
  }

  /** True when the number moved over last was written as a whole one. */
  public boolean isWhole() {
    return whole;
  }

  /** The whole number moved over last. */
  public long whole() {
    return wholeValue;
  }

  /** The number moved over last that was not written as a whole one; finite. */
  public double real() {
    return realValue;
  }
}
