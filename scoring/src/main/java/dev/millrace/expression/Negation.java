package dev.millrace.expression;

import dev.millrace.column.ColumnType;
import dev.millrace.expression.kernel.DoubleFunctions;
import dev.millrace.expression.kernel.LongArithmetic;
import java.util.List;

/** A number with its sign turned: {@code -x}. */
record Negation(Node operand, Place place) implements Node {
  private static final List<Overload> OVERLOADS =
      List.of(
          Overload.unary(ColumnType.INT64, ColumnType.INT64, LongArithmetic::negate),
          Overload.unary(
              ColumnType.FLOAT64, ColumnType.FLOAT64, x -> DoubleFunctions.map(x, v -> -v)));

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
    return binder.apply(this, "-", OVERLOADS, children());
  }
}
