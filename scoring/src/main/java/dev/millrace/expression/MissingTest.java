package dev.millrace.expression;

import dev.millrace.column.ColumnType;
import dev.millrace.expression.function.Operators;
import java.util.List;

/** Whether a value is missing: {@code x is missing}. Never missing itself. */
record MissingTest(Node operand, Place place) implements Node, Opposite.Negatable {
  @Override
  public List<Node> children() {
    return List.of(operand);
  }

  @Override
  public Precedence precedence() {
    return Precedence.COMPARISON;
  }

  @Override
  public void print(Printer out) {
    out.part(operand, Precedence.SUM).write(" is missing");
  }

  @Override
  public void printNegated(Printer out) {
    out.part(operand, Precedence.SUM).write(" is not missing");
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, ColumnType.BOOL, Operators.IS_MISSING, List.of(binder.bind(operand)));
  }
}
