package dev.millrace.core.serve.log;

import java.util.regex.Pattern;

/**
 * Name of one opening of a log: a process that starts again is another node. Nodes sort by the time
 * they began when their names are made from prediction ids.
 *
 * @param value 1 to 64 of a-z and 0-9
 */
public record NodeId(String value) implements Comparable<NodeId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,64}");

  public NodeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a node's name is 1 to 64 of a-z, 0-9, got " + value);
    }
  }

  /** The node that begins with this id. */
  public static NodeId of(PredictionId id) {
    return new NodeId(id.text());
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
