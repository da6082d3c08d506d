package dev.millrace.spi.id;

/**
 * Name of a pipeline, as its file gives it.
 *
 * @param value 1 to 63 of a-z, 0-9 and inner hyphens
 */
public record PipelineName(String value) implements Comparable<PipelineName> {
  public PipelineName {
    Names.requireKebab("pipeline", value);
  }

  @Override
  public int compareTo(PipelineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
