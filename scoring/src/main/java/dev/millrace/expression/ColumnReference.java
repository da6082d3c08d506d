package dev.millrace.expression;

import dev.millrace.column.ColumnName;
import java.util.List;

/** The value of a column. */
record ColumnReference(ColumnName name, Place place) implements Node {
  @Override
  public List<Node> children() {
    return List.of();
  }

  @Override
  public Precedence precedence() {
    return Precedence.ATOM;
  }

  @Override
  public void print(Printer out) {
    out.write(Printer.name(name.value()));
  }

  @Override
  public Step bind(Binder binder) {
    return binder.column(name);
  }
}
