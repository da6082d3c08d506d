package dev.millrace.spi.id;

/**
 * Name of a registered model.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record ModelName(String value) implements Comparable<ModelName> {
  public ModelName {
    Names.requireKebab("model", value);
  }

  @Override
  public int compareTo(ModelName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
