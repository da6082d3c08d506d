package dev.millrace.spi.id;

/**
 * Name of an environment a model is released to, such as {@code production}.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
  /** Where releases go when nobody says otherwise. */
  public static final EnvironmentName PRODUCTION = new EnvironmentName("production");

  public EnvironmentName {
    Names.requireKebab("environment", value);
  }

  @Override
  public int compareTo(EnvironmentName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
