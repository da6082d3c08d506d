package dev.millrace.spi.id;

import java.util.Objects;

/**
 * Who makes a change.
 *
 * @param name 1 to 128 characters
 * @param standing how far the name can be trusted
 */
public record Actor(String name, Standing standing) {
  /** How far an actor's name can be trusted. */
  public enum Standing {
    /** Proven by authentication. */
    VERIFIED,
    /** Taken from the operating system or given without proof. */
    UNVERIFIED,
    /** The program itself, by a trigger or timer. */
    SYSTEM
  }

  public Actor {
    Objects.requireNonNull(standing);
    PlainText.require("an actor's name", name);
    if (name.isBlank() || name.length() > 128) {
      throw new IllegalArgumentException("an actor's name has 1 to 128 characters");
    }
  }
}
