package dev.millrace.expression;

import dev.millrace.expression.function.Function;
import java.util.List;

/** A function with what it is given. */
record Call(Function function, List<Node> arguments, Place place) implements Node {
  Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<Node> children() {
    return arguments;
  }

  @Override
  public Precedence precedence() {
    return Precedence.ATOM;
  }

  @Override
  public void print(Printer out) {
    out.write(function.name()).list(arguments);
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, function.name(), function.overloads(), arguments);
  }
}
