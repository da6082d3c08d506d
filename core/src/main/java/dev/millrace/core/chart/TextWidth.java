package dev.millrace.core.chart;

/** How wide a text is drawn, estimated on the safe side: fonts are the reader's. */
final class TextWidth {
  private static final double NARROW = 0.62;
  private static final double WIDE = 1.1;

  private TextWidth() {}

  /** Width of a text in a font of this size. */
  static double of(String text, double size) {
    return text.codePoints().mapToDouble(TextWidth::of).sum() * size;
  }

  /** The text, its end cut off when it is wider than there is room. */
  static String fit(String text, double size, double room) {
    if (of(text, size) <= room) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    double used = of('…') * size;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      used += of(point) * size;
      if (used > room) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.append('…').toString();
  }

  private static double of(int point) {
    return point < 0x1100 ? NARROW : WIDE;
  }
}
