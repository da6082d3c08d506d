package dev.millrace.spi.store;

import dev.millrace.spi.id.PlainText;
import java.util.Objects;

/**
 * A durable state machine.
 *
 * @param name unique in its kind, 1 to 200 characters
 */
public record MachineId(Kind kind, String name) {
  /** What a machine decides about. Names are stored. */
  public enum Kind {
    /** What is live for a model in an environment. */
    RELEASE,
    /** When a pipeline is run again. */
    TRIGGER,
    /** Which runs of a computer go and which wait. */
    QUEUE
  }

  public MachineId {
    Objects.requireNonNull(kind);
    PlainText.require("a machine's name", name);
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a machine's name has 1 to 200 characters");
    }
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + name;
  }
}
