package dev.millrace.expression;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import java.util.Set;

/** Whether a part is FLOAT64 and not INT64, found without the binder. */
final class RealType {
  private static final Set<String> ALWAYS =
      Set.of("sqrt", "exp", "log", "log1p", "pow", "sin", "cos", "asin", "float");
  private static final Set<String> IF_AN_ARGUMENT_IS =
      Set.of("min", "max", "abs", "sign", "floor", "ceil", "round", "coalesce");

  private RealType() {}

  static boolean of(Node node, Fields fields) {
    if (node instanceof Literal.Real) {
      return true;
    }
    if (node instanceof ColumnReference column) {
      return fields.at(fields.require(column.name())).type().equals(ColumnType.FLOAT64);
    }
    if (node instanceof Arithmetic arithmetic
        && arithmetic.operator() == Arithmetic.Operator.DIVIDED_BY) {
      return true;
    }
    if (node instanceof Conditional conditional) {
      return of(conditional.otherwise(), fields)
          || conditional.branches().stream().anyMatch(b -> of(b.value(), fields));
    }
    if (node instanceof Call call && !IF_AN_ARGUMENT_IS.contains(call.function().name())) {
      return ALWAYS.contains(call.function().name());
    }
    if (node instanceof Arithmetic || node instanceof Negation || node instanceof Call) {
      return node.children().stream().anyMatch(child -> of(child, fields));
    }
    return false;
  }
}
