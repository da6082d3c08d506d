package dev.millrace.expression;

import dev.millrace.expression.function.Operators;
import dev.millrace.expression.function.Overload;
import java.util.List;

/** A calculation with two numbers. */
record Arithmetic(Operator operator, Node left, Node right, Place place) implements Node {
  @SuppressWarnings("ImmutableEnumChecker") // overloads hold nothing that changes
  enum Operator {
    PLUS("+", Precedence.SUM, Operators.PLUS),
    MINUS("-", Precedence.SUM, Operators.MINUS),
    TIMES("*", Precedence.PRODUCT, Operators.TIMES),
    DIVIDED_BY("/", Precedence.PRODUCT, Operators.DIVIDED_BY),
    REMAINDER("%", Precedence.PRODUCT, Operators.REMAINDER),
    QUOTIENT("div", Precedence.PRODUCT, Operators.QUOTIENT);

    private final String symbol;
    private final Precedence precedence;
    private final List<Overload> overloads;

    Operator(String symbol, Precedence precedence, List<Overload> overloads) {
      this.symbol = symbol;
      this.precedence = precedence;
      this.overloads = overloads;
    }

    String symbol() {
      return symbol;
    }

    Precedence precedence() {
      return precedence;
    }
  }

  @Override
  public List<Node> children() {
    return List.of(left, right);
  }

  @Override
  public Precedence precedence() {
    return operator.precedence;
  }

  @Override
  public void print(Printer out) {
    out.part(left, operator.precedence)
        .write(" " + operator.symbol + " ")
        .part(right, operator.precedence.tighter());
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, operator.symbol, operator.overloads, children());
  }
}
