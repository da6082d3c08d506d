package dev.millrace.server.pages;

import dev.millrace.core.chart.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of a page. No text can become markup, since there is no way to say markup as text; every
 * element ends; what the pages' content-security policy forbids cannot be said at all.
 */
sealed interface Node {
  /** Words, escaped where they are written. */
  record Text(String text) implements Node {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /** A drawing. */
  record Picture(Chart chart) implements Node {
    public Picture {
      Objects.requireNonNull(chart);
    }
  }

  /** A name with its value. Addresses lead to places of this server only. */
  record Attribute(String name, String value) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "data-send");

    public Attribute {
      Objects.requireNonNull(value);
      if (!NAME.matcher(name).matches() || name.startsWith("on") || name.equals("style")) {
        throw new IllegalArgumentException("pages have no attribute '" + name + "'");
      }
      if (ADDRESSES.contains(name) && !isOurs(value)) {
        throw new IllegalArgumentException("not a place of this server: " + value);
      }
    }

    private static boolean isOurs(String address) {
      return address.startsWith("#") || (address.startsWith("/") && !address.startsWith("//"));
    }
  }

  /** An element with what stands in it. Immutable: every method gives another one. */
  record Element(String name, List<Attribute> attributes, List<Node> children) implements Node {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    public Element {
      attributes = List.copyOf(attributes);
      children = List.copyOf(children);
      if (!NAME.matcher(name).matches() || name.equals("style")) {
        throw new IllegalArgumentException("pages have no element '" + name + "'");
      }
      if (name.equals("script") && !children.isEmpty()) {
        throw new IllegalArgumentException("scripts stand in files of their own");
      }
    }

    static Element of(String name, Node... children) {
      return new Element(name, List.of(), List.of(children));
    }

    static Element of(String name, List<? extends Node> children) {
      return new Element(name, List.of(), List.copyOf(children));
    }

    static Element of(String name, String text) {
      return of(name, new Text(text));
    }

    Element with(String attribute, String value) {
      List<Attribute> more = new ArrayList<>(attributes);
      more.add(new Attribute(attribute, value));
      return new Element(name, more, children);
    }

    Element styled(String classes) {
      return with("class", classes);
    }

    Element add(Node... more) {
      return add(List.of(more));
    }

    Element add(List<? extends Node> more) {
      List<Node> all = new ArrayList<>(children);
      all.addAll(more);
      return new Element(name, attributes, all);
    }

    Element add(String text) {
      return add(new Text(text));
    }
  }
}
