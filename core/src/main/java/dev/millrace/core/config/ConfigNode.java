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
   */
  record Scalar(Position position, String text, boolean quoted) implements ConfigNode {}

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
