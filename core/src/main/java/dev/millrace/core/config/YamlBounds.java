package dev.millrace.core.config;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What a file may not hold, refused from its stream of events: nothing is built of a text that
 * would cost a lot of memory or stack, or mean more than it says.
 */
final class YamlBounds {
  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 500_000;
  private static final int LONGEST_SCALAR = 1 << 16;

  private final String file;
  private int depth;
  private int nodes;

  private YamlBounds(String file) {
    this.file = file;
  }

  /** Refuses with CONFIG_SYNTAX and the place. */
  static void require(String file, Iterable<Event> events) {
    YamlBounds bounds = new YamlBounds(file);
    for (Event event : events) {
      bounds.look(event);
    }
  }

  private void look(Event event) {
    if (event instanceof AliasEvent) {
      throw refused(event, "aliases are not followed").asException();
    }
    if (event instanceof NodeEvent node) {
      if (node.getAnchor().isPresent()) {
        throw refused(event, "anchors are not read").asException();
      }
      if (++nodes > MOST_NODES) {
        throw limit(event, "the file has too many values", MOST_NODES, nodes);
      }
    }
    switch (event) {
      case ScalarEvent scalar -> {
        requireNoTag(event, scalar.getTag());
        if (scalar.getValue().length() > LONGEST_SCALAR) {
          throw limit(event, "a text is too long", LONGEST_SCALAR, scalar.getValue().length());
        }
      }
      case CollectionStartEvent start -> {
        requireNoTag(event, start.getTag());
        if (++depth > DEEPEST) {
          throw limit(event, "lists and mappings are nested too deeply", DEEPEST, depth);
        }
      }
      case CollectionEndEvent end -> depth--;
      default -> {}
    }
  }

  private void requireNoTag(Event event, Optional<?> tag) {
    if (tag.isPresent()) {
      throw refused(event, "tags are not read").found(tag.get()).asException();
    }
  }

  private MillraceException limit(Event event, String what, int most, int found) {
    return refused(event, what).found(found).allowed("at most " + most).asException();
  }

  private Problem refused(Event event, String what) {
    return Problem.of(ErrorCode.CONFIG_SYNTAX, what)
        .at(
            event
                .getStartMark()
                .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new Position(file, 1, 1))
                .toString());
  }
}
