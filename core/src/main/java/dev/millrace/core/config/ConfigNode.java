package dev.millrace.core.config;

import java.util.List;

/**
 * A YAML node with its place: a scalar, a list or a mapping. Anchors, tags and merges are refused.
 */
public sealed interface ConfigNode {
  Position position();

  /**
   * A scalar as written, before any meaning.
   *
   * @param quoted true for a quoted or block scalar, which is always a text
   * @param skip characters from its position to its first one, when the text stands in the file
   *     character by character on one line; else negative
   */
  record Scalar(Position position, String text, boolean quoted, int skip) implements ConfigNode {
    /** A scalar of which no more is known than where it begins. */
    public Scalar(Position position, String text, boolean quoted) {
      this(position, text, quoted, -1);
    }

    /** Words for the place of a character of the text, both counted from 1. */
    public String place(int line, int column) {
      if (skip >= 0 && line == 1) {
        return new Position(position.file(), position.line(), position.column() + skip + column - 1)
            .toString();
      }
      String inside = "column " + column + " of the expression";
      return position + ", " + (line == 1 ? inside : "line " + line + ", " + inside);
    }
  }

  /** A list. */
  record Items(Position position, List<ConfigNode> values) implements ConfigNode {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A mapping in file order; keys are unique. */
  record Mapping(Position position, List<Entry> entries) implements ConfigNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A key with its value; the position is the key's. */
  record Entry(Position position, String key, ConfigNode value) {}

  /** What the node is, for messages. */
  default String kind() {
    return switch (this) {
      case Scalar scalar -> "'" + scalar.text() + "'";
      case Items items -> "a list of " + items.values().size();
      case Mapping mapping -> "a mapping";
    };
  }
}
