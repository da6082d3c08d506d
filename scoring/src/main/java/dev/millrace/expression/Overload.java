package dev.millrace.expression;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.expression.kernel.Conversions;
import dev.millrace.expression.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One form of an operator or a function: the types it takes, the type it gives, what it computes.
 *
 * @param arity whether the last parameter may be given several times
 */
record Overload(List<ColumnType> parameters, Arity arity, ColumnType result, Kernel kernel) {
  /** The types of times. */
  static final List<ColumnType> TIMES =
      List.of(ColumnType.DATE, ColumnType.INSTANT, ColumnType.LOCAL_DATETIME);

  /** How many arguments a form takes. */
  enum Arity {
    /** One for each parameter. */
    FIXED,
    /** One for each parameter or more, the further ones of the last parameter's type. */
    REPEATED
  }

  Overload {
    parameters = List.copyOf(parameters);
  }

  /** A computation on two columns. */
  @FunctionalInterface
  interface Binary {
    Column apply(Column left, Column right);
  }

  static Overload unary(ColumnType parameter, ColumnType result, UnaryOperator<Column> kernel) {
    return fixed(List.of(parameter), result, arguments -> kernel.apply(arguments[0]));
  }

  static Overload binary(ColumnType left, ColumnType right, ColumnType result, Binary kernel) {
    return fixed(
        List.of(left, right), result, arguments -> kernel.apply(arguments[0], arguments[1]));
  }

  static Overload fixed(List<ColumnType> parameters, ColumnType result, Kernel kernel) {
    return new Overload(parameters, Arity.FIXED, result, kernel);
  }

  /** Two or more arguments of one type. */
  static Overload several(ColumnType parameter, ColumnType result, Kernel kernel) {
    return new Overload(List.of(parameter, parameter), Arity.REPEATED, result, kernel);
  }

  /** The form that takes these arguments: as they are if there is one, else with INT64 widened. */
  static Optional<Overload> choose(List<Overload> overloads, List<Step> arguments) {
    for (Overload overload : overloads) {
      if (overload.takes(arguments, Widening.NONE)) {
        return Optional.of(overload);
      }
    }
    return overloads.stream().filter(o -> o.takes(arguments, Widening.INT64)).findFirst();
  }

  /** Arguments as this form, which takes them, needs them. */
  List<Step> convert(List<Step> arguments) {
    List<Step> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      converted.add(convert(arguments.get(i), parameter(i)));
    }
    return converted;
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
        ? new Constant(Conversions.longToDouble(constant.value()))
        : new Apply(type, values -> Conversions.longToDouble(values[0]), List.of(step));
  }

  private enum Widening {
    NONE,
    INT64
  }

  private boolean takes(List<Step> arguments, Widening widening) {
    if (arguments.size() < parameters.size()
        || arguments.size() > parameters.size() && arity == Arity.FIXED) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      ColumnType given = arguments.get(i).type();
      boolean widened =
          widening == Widening.INT64
              && given.equals(ColumnType.INT64)
              && parameter(i).equals(ColumnType.FLOAT64);
      if (arguments.get(i) == Constant.MISSING || !given.equals(parameter(i)) && !widened) {
        return false;
      }
    }
    return true;
  }

  private ColumnType parameter(int position) {
    return parameters.get(Math.min(position, parameters.size() - 1));
  }
}
