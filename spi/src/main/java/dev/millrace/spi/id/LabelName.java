package dev.millrace.spi.id;

/**
 * Name of a tag or alias of a model.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record LabelName(String value) {
  public LabelName {
    Names.requireKebab("tag or alias", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
