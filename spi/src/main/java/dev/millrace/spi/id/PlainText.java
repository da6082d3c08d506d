package dev.millrace.spi.id;

/**
 * Text that every database, file and network form keeps as it is: no NUL, and no half of a
 * surrogate pair.
 */
public final class PlainText {
  private static final char REPLACEMENT = '\ufffd';

  private PlainText() {}

  /** The text with U+FFFD in place of what cannot be kept; for words of people and programs. */
  public static String clean(String text) {
    int bad = firstBad(text, 0);
    if (bad < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    while (bad >= 0) {
      out.setCharAt(bad, REPLACEMENT);
      bad = firstBad(out, bad + 1);
    }
    return out.toString();
  }

  /** The text, refused when it cannot be kept; for names and keys. */
  public static String require(String kind, String text) {
    if (firstBad(text, 0) >= 0) {
      throw new IllegalArgumentException(kind + " has a NUL or half a surrogate pair");
    }
    return text;
  }

  private static int firstBad(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }
}
