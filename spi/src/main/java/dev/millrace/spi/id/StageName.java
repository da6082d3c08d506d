package dev.millrace.spi.id;

/**
 * Name of a stage of the flow.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record StageName(String value) implements Comparable<StageName> {
  public StageName {
    Names.requireKebab("stage", value);
  }

  @Override
  public int compareTo(StageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
