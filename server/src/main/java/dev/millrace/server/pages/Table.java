package dev.millrace.server.pages;

import dev.millrace.server.pages.Node.Element;
import dev.millrace.server.pages.Node.Text;
import java.util.ArrayList;
import java.util.List;

/** A table in the making. The first cell of a row names it; numbers stand to the right. */
final class Table {
  private final String caption;
  private final List<Column> columns = new ArrayList<>();
  private final List<Node> rows = new ArrayList<>();

  /** A column's head and how its cells look. */
  private record Column(String head, String style) {}

  /**
   * @param caption what the table shows, for those who do not see what stands around it
   */
  Table(String caption) {
    this.caption = caption;
  }

  Table words(String... heads) {
    return columns("", heads);
  }

  Table numbers(String... heads) {
    return columns("n", heads);
  }

  /** Words that a narrow column must not break. */
  Table whole(String... heads) {
    return columns("whole", heads);
  }

  private Table columns(String style, String... heads) {
    for (String head : heads) {
      columns.add(new Column(head, style));
    }
    return this;
  }

  Table row(Node... cells) {
    return row(List.of(cells));
  }

  Table row(List<? extends Node> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    List<Node> made = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Element cell = Element.of(i == 0 ? "th" : "td", cells.get(i));
      cell = i == 0 ? cell.with("scope", "row") : cell;
      String style = columns.get(i).style();
      made.add(style.isEmpty() ? cell : cell.styled(style));
    }
    rows.add(Element.of("tr", made));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table, which scrolls by itself where the page is too narrow for it. */
  Element node() {
    List<Node> heads = new ArrayList<>();
    for (Column column : columns) {
      Element head = Element.of("th", new Text(column.head())).with("scope", "col");
      heads.add(column.style().isEmpty() ? head : head.styled(column.style()));
    }
    return Element.of(
            "div",
            Element.of(
                "table",
                Element.of("caption", caption),
                Element.of("thead", Element.of("tr", heads)),
                Element.of("tbody", rows)))
        .styled("wide")
        .with("role", "region")
        .with("aria-label", caption)
        .with("tabindex", "0");
  }
}
