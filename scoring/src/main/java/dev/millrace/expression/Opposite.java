package dev.millrace.expression;

import dev.millrace.expression.function.Operators;
import java.util.List;

/** A truth value turned: {@code not x}, {@code x not in (...)}, {@code x is not missing}. */
record Opposite(Node operand, Place place) implements Node {
  @Override
  public List<Node> children() {
    return List.of(operand);
  }

  @Override
  public Precedence precedence() {
    return operand instanceof Negatable ? Precedence.COMPARISON : Precedence.NOT;
  }

  @Override
  public void print(Printer out) {
    if (operand instanceof Negatable test) {
      test.printNegated(out);
    } else {
      out.write("not ").part(operand, Precedence.NOT);
    }
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, "not", Operators.NOT, children());
  }

  /** A test that has a negated form of its own. */
  sealed interface Negatable permits InList, Between, MissingTest {
    void printNegated(Printer out);
  }
}
