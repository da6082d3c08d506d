package dev.millrace.server.pages;

import dev.millrace.server.pages.Node.Element;
import java.util.ArrayList;
import java.util.List;

/** A list of names with what is true of each, in the making. */
final class Facts {
  private final List<Node> children = new ArrayList<>();

  Facts fact(String name, Node value) {
    children.add(Element.of("dt", name));
    children.add(Element.of("dd", value));
    return this;
  }

  Facts fact(String name, String value) {
    return fact(name, Words.text(value));
  }

  Element node() {
    return Element.of("dl", children).styled("facts");
  }
}
