package dev.millrace.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes of single values in a text that people wrote: every other character, comments, order and
 * blank lines included, stays as it is. The text must have been read by {@link YamlReader} before,
 * which refuses what is not looked for here. Immutable.
 */
public final class YamlEdit {
  private final String text;
  private final Node root;

  private YamlEdit(String text) {
    this.text = text;
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(text.length() + 2)
            .build();
    this.root = new Compose(settings).composeString(text).orElseThrow();
  }

  /** A text that {@link YamlReader} has read. */
  public static YamlEdit of(String text) {
    return new YamlEdit(text);
  }

  public String text() {
    return text;
  }

  /** This text with another scalar at a place. */
  public YamlEdit replace(List<String> path, String scalar) {
    Node node = at(path);
    return with(start(node), end(node), scalar);
  }

  /** This text with more scalars in the list at a place; a scalar alone becomes a list. */
  public YamlEdit append(List<String> path, List<String> scalars) {
    Node node = at(path);
    String more = String.join(", ", scalars);
    if (!(node instanceof SequenceNode list)) {
      String alone = text.substring(start(node), end(node));
      return with(start(node), end(node), "[" + alone + ", " + more + "]");
    }
    List<Node> items = list.getValue();
    if (items.isEmpty()) {
      return with(start(node), end(node), "[" + more + "]");
    }
    int last = end(items.get(items.size() - 1));
    if (list.getFlowStyle() == FlowStyle.FLOW) {
      return with(last, last, ", " + more);
    }
    int dash = text.lastIndexOf('-', start(items.get(0)) - 1);
    String indent = " ".repeat(dash - lineStart(dash));
    StringBuilder lines = new StringBuilder();
    scalars.forEach(scalar -> lines.append(newline()).append(indent).append("- ").append(scalar));
    int at = lineEnd(last);
    return with(at, at, lines.toString());
  }

  private YamlEdit with(int from, int to, String middle) {
    return new YamlEdit(text.substring(0, from) + middle + text.substring(to));
  }

  private Node at(List<String> path) {
    Node node = root;
    List<String> gone = new ArrayList<>();
    for (String key : path) {
      gone.add(key);
      node =
          find(node, key)
              .orElseThrow(() -> new IllegalArgumentException("no key " + String.join(".", gone)));
    }
    return node;
  }

  private static Optional<Node> find(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return Optional.of(tuple.getValueNode());
        }
      }
    }
    return Optional.empty();
  }

  private int start(Node node) {
    return index(node.getStartMark());
  }

  /** End of what is written; that of a list or mapping in lines is the end of its last entry. */
  private int end(Node node) {
    if (node instanceof CollectionNode<?> some && some.getFlowStyle() == FlowStyle.BLOCK) {
      if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
        return end(list.getValue().get(list.getValue().size() - 1));
      }
      if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
        return end(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
      }
    }
    return index(node.getEndMark());
  }

  private int index(Optional<Mark> mark) {
    int points = mark.map(Mark::getIndex).orElseThrow();
    return text.offsetByCodePoints(0, points);
  }

  private int lineStart(int index) {
    return text.lastIndexOf('\n', index - 1) + 1;
  }

  /** Before the characters that end the line. */
  private int lineEnd(int index) {
    int feed = text.indexOf('\n', index);
    int end = feed < 0 ? text.length() : feed;
    return end > index && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private String newline() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
