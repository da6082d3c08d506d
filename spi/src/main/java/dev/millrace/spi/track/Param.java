package dev.millrace.spi.track;

/**
 * A parameter of a run: once noted, it keeps its value.
 *
 * @param name 1 to 255 bytes
 * @param value 0 to 6,000 bytes
 */
public record Param(String name, String value) {
  /** VALUE_INVALID. */
  public Param {
    NoteLimits.name("parameter", name);
    NoteLimits.text("parameter " + name, value, 0, NoteLimits.PARAM_BYTES);
  }
}
