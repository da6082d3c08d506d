package dev.millrace.expression;

/** How large an expression may be; what is larger is refused before it costs anything. */
final class Limits {
  /** UTF-16 units of text, as written and as canonical text. */
  static final int TEXT = 10_000;

  /** Literals, columns, operators and calls. */
  static final int NODES = 4_000;

  /** Brackets, calls, choices and signs around one another. */
  static final int NESTING = 100;

  /** Parts around one another in all; each further operator of a sum stands around the others. */
  static final int DEPTH = 200;

  private Limits() {}
}
