package dev.millrace.expression;

import dev.millrace.column.ColumnType;
import dev.millrace.expression.function.Operators;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of the first branch whose condition is true: {@code case when ... then ... else ...
 * end}, or {@code if(condition, value, other)} for a single branch.
 *
 * @param otherwise the value where no condition is true; {@link Literal.Missing} when left out
 */
record Conditional(List<Branch> branches, Node otherwise, Place place) implements Node {
  Conditional {
    branches = List.copyOf(branches);
  }

  /** A condition and the value it leads to. */
  record Branch(Node condition, Node value) {}

  @Override
  public List<Node> children() {
    List<Node> all = new ArrayList<>();
    for (Branch branch : branches) {
      all.add(branch.condition());
      all.add(branch.value());
    }
    all.add(otherwise);
    return all;
  }

  @Override
  public Precedence precedence() {
    return Precedence.ATOM;
  }

  @Override
  public void print(Printer out) {
    if (branches.size() == 1) {
      out.write("if").list(children());
      return;
    }
    out.write("case");
    for (Branch branch : branches) {
      out.write(" when ").part(branch.condition(), Precedence.OR);
      out.write(" then ").part(branch.value(), Precedence.OR);
    }
    if (!(otherwise instanceof Literal.Missing)) {
      out.write(" else ").part(otherwise, Precedence.OR);
    }
    out.write(" end");
  }

  @Override
  public Step bind(Binder binder) {
    List<Step> conditions = new ArrayList<>();
    List<Step> values = new ArrayList<>();
    for (Branch branch : branches) {
      conditions.add(binder.truth(branch.condition(), "a condition"));
      values.add(binder.bind(branch.value()));
    }
    values.add(binder.bind(otherwise));
    ColumnType type = binder.commonType(this, values);
    List<Step> arguments = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      arguments.add(conditions.get(i));
      arguments.add(Binder.convert(values.get(i), type));
    }
    arguments.add(Binder.convert(values.get(values.size() - 1), type));
    return binder.applyLoosely(type, Operators.FIRST_TRUE, arguments);
  }
}
