package dev.millrace.expression;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.expression.function.Kernel;
import dev.millrace.expression.function.Operators;
import dev.millrace.expression.function.Overload;
import dev.millrace.expression.function.Relation;
import java.util.List;

/** A value within two bounds, both included. */
record Between(Node operand, Node low, Node high, Place place) implements Node, Opposite.Negatable {
  @Override
  public List<Node> children() {
    return List.of(operand, low, high);
  }

  @Override
  public Precedence precedence() {
    return Precedence.COMPARISON;
  }

  @Override
  public void print(Printer out) {
    print(out, " between ");
  }

  @Override
  public void printNegated(Printer out) {
    print(out, " not between ");
  }

  private void print(Printer out, String word) {
    out.part(operand, Precedence.SUM)
        .write(word)
        .part(low, Precedence.SUM)
        .write(" and ")
        .part(high, Precedence.SUM);
  }

  @Override
  public Step bind(Binder binder) {
    Step value = binder.bind(operand);
    Step least = binder.bind(low);
    Step greatest = binder.bind(high);
    Overload above =
        binder.choose(
            this, "between", Relation.GREATER_OR_EQUAL.overloads(), List.of(value, least));
    Overload below =
        binder.choose(
            this, "between", Relation.LESS_OR_EQUAL.overloads(), List.of(value, greatest));
    Kernel both = Operators.AND.get(0).kernel();
    return binder.apply(
        this,
        ColumnType.BOOL,
        values ->
            both.apply(
                new Column[] {
                  above.kernel().apply(new Column[] {values[0], values[1]}),
                  below.kernel().apply(new Column[] {values[0], values[2]})
                }),
        List.of(value, least, greatest));
  }
}
