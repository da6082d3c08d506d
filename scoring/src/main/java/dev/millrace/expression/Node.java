package dev.millrace.expression;

import java.util.List;

/**
 * A part of an expression as it was written, before types are known. Equal when it says the same.
 */
sealed interface Node
    permits Arithmetic,
        Between,
        Call,
        ColumnReference,
        Comparison,
        Conditional,
        Connective,
        InList,
        Literal,
        MissingTest,
        Negation,
        Opposite {
  /** Where it begins in the text. */
  Place place();

  /** The parts it is made of, in the order they are written. */
  List<Node> children();

  Precedence precedence();

  /** Writes its canonical text. */
  void print(Printer out);

  /** Its typed form. */
  Step bind(Binder binder);
}
