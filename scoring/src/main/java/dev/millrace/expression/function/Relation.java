package dev.millrace.expression.function;

import java.util.List;

/** How two values must stand to each other for a comparison to be true. */
public enum Relation {
  EQUAL("=", 0b010),
  NOT_EQUAL("<>", 0b101),
  LESS("<", 0b001),
  LESS_OR_EQUAL("<=", 0b011),
  GREATER(">", 0b100),
  GREATER_OR_EQUAL(">=", 0b110);

  private final String symbol;
  private final int signs;

  Relation(String symbol, int signs) {
    this.symbol = symbol;
    this.signs = signs;
  }

  /** As written in an expression. */
  public String symbol() {
    return symbol;
  }

  /** The types that can be compared so: numbers with numbers, all else with its own type. */
  public List<Overload> overloads() {
    return ComparisonOverloads.of(this);
  }

  /** True for the two relations that need no order. */
  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /**
   * Whether it holds between two values.
   *
   * @param sign -1, 0 or 1 for a left value below, equal to or above the right one
   */
  boolean holds(int sign) {
    return (signs >> (sign + 1) & 1) != 0;
  }

  /** The same relation seen from the right value. */
  Relation mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL -> this;
    };
  }
}
