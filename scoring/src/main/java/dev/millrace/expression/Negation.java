package dev.millrace.expression;

import dev.millrace.expression.function.Operators;
import java.util.List;

/** A number with its sign turned: {@code -x}. */
record Negation(Node operand, Place place) implements Node {
  @Override
  public List<Node> children() {
    return List.of(operand);
  }

  @Override
  public Precedence precedence() {
    return Precedence.SIGN;
  }

  @Override
  public void print(Printer out) {
    out.write("-").part(operand, Precedence.SIGN);
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, "-", Operators.NEGATE, children());
  }
}
