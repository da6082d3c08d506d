package dev.millrace.core.chart;

import java.util.Locale;

/** Writes SVG elements; text and attribute values are escaped here and nowhere else. */
final class Svg {
  private final StringBuilder out = new StringBuilder(4096);

  /** Opens an element; attributes as name, value, name, value. */
  Svg open(String element, Object... attributes) {
    tag(element, attributes);
    out.append('>');
    return this;
  }

  /** An element without content. */
  Svg empty(String element, Object... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  Svg close(String element) {
    out.append("</").append(element).append('>');
    return this;
  }

  Svg text(String text) {
    escape(text);
    return this;
  }

  /** A tooltip for the element that is open; nothing for an empty text. */
  Svg tip(String text) {
    return text.isEmpty() ? this : open("title").text(text).close("title");
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void tag(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(
          attributes[i + 1] instanceof Double number
              ? number(number)
              : attributes[i + 1].toString());
      out.append('"');
    }
  }

  /** Coordinates with at most two decimals. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** True for what XML can hold: no control characters, no half of a pair. */
  private static boolean isXml(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c >= 0x20 && c != 0xFFFE && c != 0xFFFF;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(isXml(text, i) ? c : '\uFFFD');
      }
    }
  }
}
