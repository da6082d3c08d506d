package dev.millrace.core.chart;

import java.util.List;
import java.util.Objects;

/**
 * Boxes and arrows between them, drawn in rows from top to bottom. Links that would close a circle
 * are drawn and do not count for the rows.
 *
 * @param boxes in the order in which equals are placed
 */
public record Diagram(String title, List<Box> boxes, List<Link> links) {
  /** How a box looks. */
  public enum Tone {
    MAIN,
    SECOND,
    THIRD,
    QUIET,
    /** A small one, between others. */
    STEP
  }

  /**
   * A box with two lines of text.
   *
   * @param head what it is
   * @param label which one; empty for none
   * @param tip the whole of it, shown on hover
   */
  public record Box(String id, String head, String label, String tip, Tone tone) {
    public Box {
      Objects.requireNonNull(id);
      Objects.requireNonNull(head);
      Objects.requireNonNull(label);
      Objects.requireNonNull(tip);
      Objects.requireNonNull(tone);
    }
  }

  /** An arrow between two boxes, by id. */
  public record Link(String from, String to) {
    public Link {
      Objects.requireNonNull(from);
      Objects.requireNonNull(to);
    }
  }

  public Diagram {
    Objects.requireNonNull(title);
    boxes = List.copyOf(boxes);
    links = List.copyOf(links);
  }
}
