package dev.millrace.spi.id;

/**
 * Name of one server process of a home; another start of the same server has another name.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record NodeName(String value) implements Comparable<NodeName> {
  public NodeName {
    Names.requireKebab("node", value);
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
