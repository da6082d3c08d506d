package dev.millrace.core.report;

import java.util.List;

/** Writes HTML; text is escaped here and nowhere else. Not thread-safe. */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  Html heading(int level, String text) {
    return element("h" + level, text);
  }

  Html paragraph(String text) {
    return element("p", text);
  }

  Html element(String name, String text) {
    out.append('<').append(name).append('>');
    escape(text);
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** Opens an element with a class. */
  Html open(String name, String style) {
    out.append('<').append(name).append(" class=\"").append(style).append("\">\n");
    return this;
  }

  Html close(String name) {
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** Markup that is safe already: charts. */
  Html markup(String safe) {
    out.append(safe).append('\n');
    return this;
  }

  /** A table; rows of equal length. */
  Html table(List<String> head, List<List<String>> rows) {
    out.append("<div class=\"wide\"><table>\n<thead><tr>");
    head.forEach(cell -> cell("th", cell));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr>");
      row.forEach(cell -> cell("td", cell));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    return this;
  }

  private void cell(String name, String text) {
    out.append('<').append(name).append('>');
    escape(text);
    out.append("</").append(name).append('>');
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
