package dev.millrace.expression;

/** How tightly a part of an expression holds together, loosest first. */
enum Precedence {
  OR,
  AND,
  NOT,
  /** Comparisons, {@code in}, {@code between} and {@code is}; they do not chain. */
  COMPARISON,
  SUM,
  PRODUCT,
  /** A minus sign before an operand. */
  SIGN,
  ATOM;

  /** The next tighter one. */
  Precedence tighter() {
    return switch (this) {
      case OR -> AND;
      case AND -> NOT;
      case NOT -> COMPARISON;
      case COMPARISON -> SUM;
      case SUM -> PRODUCT;
      case PRODUCT -> SIGN;
      case SIGN, ATOM -> ATOM;
    };
  }

  /** True when a part of this precedence may stand, without brackets, where another is wanted. */
  boolean fits(Precedence wanted) {
    return compareTo(wanted) >= 0;
  }
}
