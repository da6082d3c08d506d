package dev.millrace.expression;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.error.ErrorCode;
import dev.millrace.expression.function.Membership;
import java.util.ArrayList;
import java.util.List;

/** Whether a value is one of a list of constants. */
record InList(Node operand, List<Node> items, Place place) implements Node, Opposite.Negatable {
  InList {
    items = List.copyOf(items);
  }

  @Override
  public List<Node> children() {
    List<Node> all = new ArrayList<>();
    all.add(operand);
    all.addAll(items);
    return all;
  }

  @Override
  public Precedence precedence() {
    return Precedence.COMPARISON;
  }

  @Override
  public void print(Printer out) {
    out.part(operand, Precedence.SUM).write(" in ").list(items);
  }

  @Override
  public void printNegated(Printer out) {
    out.part(operand, Precedence.SUM).write(" not in ").list(items);
  }

  @Override
  public Step bind(Binder binder) {
    Step value = binder.bind(operand);
    List<Column> constants = new ArrayList<>();
    for (Node item : items) {
      constants.add(constant(binder, item, value.type()));
    }
    Membership set = Membership.of(value.type(), constants);
    return binder.apply(
        this, ColumnType.BOOL, arguments -> set.contains(arguments[0]), List.of(value));
  }

  private Column constant(Binder binder, Node item, ColumnType wanted) {
    if (!(binder.bind(item) instanceof Constant constant)) {
      throw binder.refuse(item, "a list after in holds constants", "Write a = b or a = c instead.");
    }
    if (!Membership.takes(wanted, constant.type())) {
      throw binder
          .problem(
              ErrorCode.EXPRESSION_TYPE,
              item,
              "this item is "
                  + constant.type().text()
                  + ", the value to look for is "
                  + wanted.text())
          .allowed("lists of numbers, of texts, or of times, each for a value of its kind")
          .asException();
    }
    if (Membership.isUndecidable(constant.value())) {
      throw binder.refuse(
          item,
          "nothing is equal to this item",
          "Write x is missing or is_nan(x) beside the list.");
    }
    return constant.value();
  }
}
