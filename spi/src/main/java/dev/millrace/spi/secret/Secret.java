package dev.millrace.spi.secret;

import java.util.function.Function;

/**
 * A value that must not be shown. It prints as its name only, has no accessor, and is compared by
 * name; the value leaves it only through {@link #use}.
 */
public final class Secret {
  private final String name;
  private final String value;

  public Secret(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /** Name under which the secret is granted; safe to log and to fingerprint. */
  public String name() {
    return name;
  }

  /** Hands the value to the one place that needs it. */
  public <T> T use(Function<String, T> action) {
    return action.apply(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "secret(" + name + ")";
  }
}
