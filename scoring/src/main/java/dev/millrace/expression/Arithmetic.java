package dev.millrace.expression;

import dev.millrace.column.ColumnType;
import dev.millrace.expression.kernel.DoubleArithmetic;
import dev.millrace.expression.kernel.LongArithmetic;
import java.util.List;

/** A calculation with two numbers. */
record Arithmetic(Operator operator, Node left, Node right, Place place) implements Node {
  @SuppressWarnings("ImmutableEnumChecker") // kernels hold nothing that changes
  enum Operator {
    PLUS("+", Precedence.SUM, whole(LongArithmetic::plus), real(DoubleArithmetic::plus)),
    MINUS("-", Precedence.SUM, whole(LongArithmetic::minus), real(DoubleArithmetic::minus)),
    TIMES("*", Precedence.PRODUCT, whole(LongArithmetic::times), real(DoubleArithmetic::times)),
    DIVIDED_BY("/", Precedence.PRODUCT, real(DoubleArithmetic::dividedBy)),
    REMAINDER("%", Precedence.PRODUCT, whole(LongArithmetic::remainder)),
    QUOTIENT("div", Precedence.PRODUCT, whole(LongArithmetic::quotient));

    private final String symbol;
    private final Precedence precedence;
    private final List<Overload> overloads;

    Operator(String symbol, Precedence precedence, Overload... overloads) {
      this.symbol = symbol;
      this.precedence = precedence;
      this.overloads = List.of(overloads);
    }

    String symbol() {
      return symbol;
    }

    Precedence precedence() {
      return precedence;
    }

    private static Overload whole(Overload.Binary kernel) {
      return Overload.binary(ColumnType.INT64, ColumnType.INT64, ColumnType.INT64, kernel);
    }

    private static Overload real(Overload.Binary kernel) {
      return Overload.binary(ColumnType.FLOAT64, ColumnType.FLOAT64, ColumnType.FLOAT64, kernel);
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
