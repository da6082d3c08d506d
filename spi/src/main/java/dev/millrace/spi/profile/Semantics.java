package dev.millrace.spi.profile;

import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.util.Objects;

/**
 * What a column seems to mean, and why.
 *
 * @param reason for people: "16 whole numbers, each about 2,035 times"
 * @param temporal how a TIME column is written; ISO for all others
 */
public record Semantics(Meaning meaning, String reason, TemporalForm temporal) {
  /** Kinds of columns, as features see them. */
  public enum Meaning {
    /** Names rows: (nearly) every value is another. */
    IDENTIFIER,
    /** One of several values that repeat. */
    CATEGORY,
    /** A quantity. */
    NUMBER,
    /** A moment or a day. */
    TIME,
    /** Two values that say yes and no. */
    BOOLEAN,
    /** Text to be read. */
    TEXT,
    /** The same value in every row. */
    CONSTANT,
    /** No value at all. */
    ALL_MISSING,
    /** Lists of values. */
    LIST,
    /** A vector, such as an embedding. */
    VECTOR,
    /** Bytes, here or in a file outside. */
    BINARY
  }

  public Semantics {
    Objects.requireNonNull(meaning);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(temporal);
  }

  static Semantics of(Meaning meaning, String reason) {
    return new Semantics(meaning, reason, TemporalForm.ISO);
  }
}
