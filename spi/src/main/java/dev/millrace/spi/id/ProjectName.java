package dev.millrace.spi.id;

/**
 * Name of the project that owns a row of any table; {@code default} unless chosen.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record ProjectName(String value) implements Comparable<ProjectName> {
  public ProjectName {
    Names.requireKebab("project", value);
  }

  @Override
  public int compareTo(ProjectName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
