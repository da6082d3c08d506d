package dev.millrace.expression;

import dev.millrace.expression.function.Relation;
import java.util.List;

/** Two values compared. */
record Comparison(Relation relation, Node left, Node right, Place place) implements Node {
  @Override
  public List<Node> children() {
    return List.of(left, right);
  }

  @Override
  public Precedence precedence() {
    return Precedence.COMPARISON;
  }

  @Override
  public void print(Printer out) {
    out.part(left, Precedence.SUM).write(" " + relation.symbol() + " ").part(right, Precedence.SUM);
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, relation.symbol(), relation.overloads(), children());
  }
}
