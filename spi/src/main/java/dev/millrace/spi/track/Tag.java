package dev.millrace.spi.track;

/**
 * A word about a run or an experiment: the last one said counts.
 *
 * @param name 1 to 255 bytes
 * @param value 0 to 8,000 bytes
 */
public record Tag(String name, String value) {
  /** By this tag, as callers of MLflow do, the name of a run is set: it is kept as that alone. */
  public static final String RUN_NAME = "mlflow.runName";

  /** VALUE_INVALID. */
  public Tag {
    NoteLimits.name("tag", name);
    NoteLimits.text("tag " + name, value, 0, NoteLimits.TAG_BYTES);
  }
}
