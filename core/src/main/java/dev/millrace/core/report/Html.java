package dev.millrace.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes HTML; text is escaped here and nowhere else. Not thread-safe. */
final class Html {
  private static final Pattern FIGURE =
      Pattern.compile("|undefined|(about )?-?[0-9][0-9,.e+-]*(%| ms)?( \\[[-0-9,.e+ ]*])?");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

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

  Html text(String text) {
    escape(text);
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

  /** A table; rows of equal length. Columns of nothing but numbers stand to the right. */
  Html table(List<String> head, List<List<String>> rows) {
    List<String> styles = new ArrayList<>();
    for (int i = 0; i < head.size(); i++) {
      int column = i;
      boolean numbers =
          rows.stream().anyMatch(row -> !row.get(column).isEmpty())
              && rows.stream().allMatch(row -> FIGURE.matcher(row.get(column)).matches());
      boolean digests =
          !rows.isEmpty()
              && rows.stream().allMatch(row -> DIGEST.matcher(row.get(column)).matches());
      styles.add(numbers ? "n" : digests ? "digest" : "");
    }
    out.append("<div class=\"wide\"><table>\n<thead><tr>");
    row("th", head, styles);
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr>");
      row("td", row, styles);
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    return this;
  }

  private void row(String name, List<String> cells, List<String> styles) {
    for (int i = 0; i < cells.size(); i++) {
      cell(name, styles.get(i), "", cells.get(i));
    }
  }

  /**
   * Counts by two lists of the same names, darker where a row has more of its own.
   *
   * @param counts row-major
   */
  Html matrix(String corner, List<String> names, List<Long> counts) {
    int size = names.size();
    out.append("<div class=\"wide\"><table class=\"matrix\">\n<thead><tr>");
    cell("th", "", "", corner);
    names.forEach(name -> cell("th", "n", "", name));
    out.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < size; row++) {
      List<Long> ofRow = counts.subList(row * size, (row + 1) * size);
      long sum = Math.max(1, ofRow.stream().mapToLong(Long::longValue).sum());
      out.append("<tr>");
      cell("th", "", "", names.get(row));
      for (long count : ofRow) {
        long share = Math.round(60.0 * count / sum);
        String shade = "background:color-mix(in srgb,var(--main) " + share + "%,transparent)";
        cell("td", "n", shade, String.format(Locale.ROOT, "%,d", count));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    return this;
  }

  /**
   * Numbers from -1 to 1 by two lists of the same names, the darker the farther from 0, those below
   * in another colour; NaN is left empty.
   *
   * @param values row-major
   */
  Html map(List<String> names, List<Double> values) {
    int size = names.size();
    out.append("<div class=\"wide\"><table class=\"matrix\">\n<thead><tr>");
    cell("th", "", "", "");
    names.forEach(name -> cell("th", "n", "", name));
    out.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < size; row++) {
      out.append("<tr>");
      cell("th", "", "", names.get(row));
      for (double value : values.subList(row * size, (row + 1) * size)) {
        if (Double.isNaN(value)) {
          cell("td", "n", "", "");
          continue;
        }
        String colour = value < 0 ? "--third" : "--main";
        long share = Math.round(70 * Math.min(1, Math.abs(value)));
        String shade =
            "background:color-mix(in srgb,var(" + colour + ") " + share + "%,transparent)";
        cell("td", "n", shade, String.format(Locale.ROOT, "%.2f", value));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    return this;
  }

  private void cell(String name, String style, String inline, String text) {
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    if (!inline.isEmpty()) {
      out.append(" style=\"").append(inline).append('"');
    }
    out.append('>');
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
        default -> out.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
