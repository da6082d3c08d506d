package dev.millrace.server.pages;

import dev.millrace.core.chart.SvgChart;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.server.pages.Node.Picture;
import dev.millrace.server.pages.Node.Text;
import java.util.Set;

/** Writes nodes as HTML. The one place of the pages where text is escaped. */
final class HtmlText {
  private static final Set<String> WITHOUT_END = Set.of("meta", "link", "input", "br");

  private final StringBuilder out = new StringBuilder(1 << 14);

  private HtmlText() {}

  /** A whole page: an {@code html} element with what browsers want before it. */
  static String page(Element html) {
    HtmlText text = new HtmlText();
    text.out.append("<!doctype html>\n");
    text.write(html);
    return text.out.append('\n').toString();
  }

  /** One node. */
  static String of(Node node) {
    HtmlText text = new HtmlText();
    text.write(node);
    return text.out.toString();
  }

  private void write(Node node) {
    switch (node) {
      case Text text -> escape(text.text());
      case Picture picture -> out.append(SvgChart.draw(picture.chart()));
      case Element element -> write(element);
    }
  }

  private void write(Element element) {
    out.append('<').append(element.name());
    for (Node.Attribute attribute : element.attributes()) {
      out.append(' ').append(attribute.name()).append("=\"");
      escape(attribute.value());
      out.append('"');
    }
    out.append('>');
    if (WITHOUT_END.contains(element.name())) {
      return;
    }
    element.children().forEach(this::write);
    out.append("</").append(element.name()).append('>');
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(isShown(c) ? c : '\uFFFD');
      }
    }
  }

  /** Control characters, and those that turn the direction of what follows, are not. */
  private static boolean isShown(char c) {
    return c == '\n'
        || !(Character.isISOControl(c)
            || (c >= '\u202A' && c <= '\u202E')
            || (c >= '\u2066' && c <= '\u2069'));
  }
}
