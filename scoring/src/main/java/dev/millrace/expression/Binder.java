package dev.millrace.expression;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.function.Kernel;
import dev.millrace.expression.function.Operators;
import dev.millrace.expression.function.Overload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settles the types of a tree on the columns of a table, and computes what is constant. */
final class Binder {
  private final SourceText source;
  private final Fields fields;

  /**
   * @param fields holds every column the tree names
   */
  Binder(SourceText source, Fields fields) {
    this.source = source;
    this.fields = fields;
  }

  Step bind(Node node) {
    return node.bind(this);
  }

  /** A column; DECIMAL is read as FLOAT64. */
  Step column(ColumnName name) {
    int position = fields.require(name);
    ColumnType type = fields.at(position).type();
    Step read = new ReadColumn(type, position);
    return type instanceof ColumnType.Decimal
        ? new Apply(ColumnType.FLOAT64, Operators.READ_DECIMAL, List.of(read))
        : read;
  }

  /** A part that must be BOOL. */
  Step truth(Node node, String role) {
    Step step = bind(node);
    if (!step.type().equals(ColumnType.BOOL) || step == Constant.MISSING) {
      throw problem(ErrorCode.EXPRESSION_TYPE, node, role + " must be true or false")
          .found(typeOf(step))
          .allowed(ColumnType.BOOL.text())
          .asException();
    }
    return step;
  }

  /** The form of an operation that takes these arguments. */
  Overload choose(Node node, String name, List<Overload> overloads, List<Step> arguments) {
    Optional<Overload> chosen =
        arguments.contains(Constant.MISSING)
            ? Optional.empty()
            : Overload.choose(overloads, arguments.stream().map(Step::type).toList());
    return chosen.orElseThrow(() -> Refusals.noOverload(source, node, name, overloads, arguments));
  }

  /** An operation on parts still to be bound. */
  Step apply(Node node, String name, List<Overload> overloads, List<Node> parts) {
    List<Step> arguments = new ArrayList<>(parts.size());
    for (Node part : parts) { // a stream would put ten frames on the stack for each level
      arguments.add(bind(part));
    }
    Overload overload = choose(node, name, overloads, arguments);
    for (int i = 0; i < arguments.size(); i++) {
      arguments.set(i, convert(arguments.get(i), overload.parameter(i)));
    }
    return apply(node, overload.result(), overload.kernel(), arguments);
  }

  /** An operation on bound parts; refused when its value is missing whatever the row. */
  Step apply(Node node, ColumnType type, Kernel kernel, List<Step> arguments) {
    Step step = applyLoosely(type, kernel, arguments);
    if (step instanceof Constant result
        && result.value().isMissing(0)
        && arguments.stream().noneMatch(a -> ((Constant) a).value().isMissing(0))) {
      throw Refusals.alwaysMissing(source, node);
    }
    return step;
  }

  /** An operation on bound parts; its value when all of them are constant. */
  Step applyLoosely(ColumnType type, Kernel kernel, List<Step> arguments) {
    Column[] constants = new Column[arguments.size()];
    for (int i = 0; i < constants.length; i++) {
      if (!(arguments.get(i) instanceof Constant constant)) {
        return new Apply(type, kernel, arguments);
      }
      constants[i] = constant.value();
    }
    return new Constant(kernel.apply(constants));
  }

  /** The one type that all these values can have. */
  ColumnType commonType(Node node, List<Step> values) {
    List<ColumnType> types =
        values.stream().filter(v -> v != Constant.MISSING).map(Step::type).distinct().toList();
    if (types.size() == 1 && Refusals.isValueType(types.get(0))) {
      return types.get(0);
    }
    if (types.size() == 2
        && types.contains(ColumnType.INT64)
        && types.contains(ColumnType.FLOAT64)) {
      return ColumnType.FLOAT64;
    }
    throw problem(ErrorCode.EXPRESSION_TYPE, node, "the branches need one type in common")
        .found(values.stream().map(Binder::typeOf).collect(Collectors.joining(", ")))
        .allowed("one of " + Refusals.VALUE_TYPES + "; int64 and float64 may be mixed")
        .asException();
  }

  /** A step as one of another type: INT64 widened to FLOAT64, and missing of any type. */
  static Step convert(Step step, ColumnType type) {
    if (step == Constant.MISSING) {
      return Constant.missing(type);
    }
    if (step.type().equals(type)) {
      return step;
    }
    return step instanceof Constant constant
        ? new Constant(Operators.WIDEN.apply(new Column[] {constant.value()}))
        : new Apply(type, Operators.WIDEN, List.of(step));
  }

  Problem problem(ErrorCode code, Node node, String what) {
    return source.problem(code, node.place(), what);
  }

  MillraceException refuse(Node node, String what, String next) {
    return source.refuse(ErrorCode.EXPRESSION_TYPE, node.place(), what, next);
  }

  static String typeOf(Step step) {
    return step == Constant.MISSING ? Keyword.MISSING.text() : step.type().text();
  }
}
