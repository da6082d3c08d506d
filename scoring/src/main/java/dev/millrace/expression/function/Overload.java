package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One form of an operator or a function: the types it takes, the type it gives, what it computes.
 *
 * @param arity whether the last parameter may be given several times
 */
public record Overload(List<ColumnType> parameters, Arity arity, ColumnType result, Kernel kernel) {
  /** The types of times. */
  static final List<ColumnType> TIMES =
      List.of(ColumnType.DATE, ColumnType.INSTANT, ColumnType.LOCAL_DATETIME);

  /** How many arguments a form takes. */
  public enum Arity {
    /** One for each parameter. */
    FIXED,
    /** One for each parameter or more, the further ones of the last parameter's type. */
    REPEATED
  }

  public Overload {
    parameters = List.copyOf(parameters);
  }

  /** A computation on two columns. */
  @FunctionalInterface
  interface Binary {
    Column apply(Column left, Column right);
  }

  static Overload unary(ColumnType parameter, ColumnType result, UnaryOperator<Column> kernel) {
    return fixed(List.of(parameter), result, columns -> kernel.apply(columns[0]));
  }

  static Overload binary(ColumnType left, ColumnType right, ColumnType result, Binary kernel) {
    return fixed(List.of(left, right), result, columns -> kernel.apply(columns[0], columns[1]));
  }

  static Overload fixed(List<ColumnType> parameters, ColumnType result, Kernel kernel) {
    return new Overload(parameters, Arity.FIXED, result, kernel);
  }

  /** Two or more arguments of one type. */
  static Overload several(ColumnType parameter, ColumnType result, Kernel kernel) {
    return new Overload(List.of(parameter, parameter), Arity.REPEATED, result, kernel);
  }

  /** The form that takes these types: as they are if there is one, else with INT64 widened. */
  public static Optional<Overload> choose(List<Overload> overloads, List<ColumnType> types) {
    for (Overload overload : overloads) {
      if (overload.takes(types, Widening.NONE)) {
        return Optional.of(overload);
      }
    }
    return overloads.stream().filter(o -> o.takes(types, Widening.INT64)).findFirst();
  }

  /** The forms as people read them, a line for each kind. */
  public static List<String> signatures(String name, List<Overload> overloads) {
    return Signature.lines(name, overloads);
  }

  /** Type of the argument at a position. */
  public ColumnType parameter(int position) {
    return parameters.get(Math.min(position, parameters.size() - 1));
  }

  private enum Widening {
    NONE,
    INT64
  }

  private boolean takes(List<ColumnType> types, Widening widening) {
    if (types.size() < parameters.size()
        || types.size() > parameters.size() && arity == Arity.FIXED) {
      return false;
    }
    for (int i = 0; i < types.size(); i++) {
      boolean widened =
          widening == Widening.INT64
              && types.get(i).equals(ColumnType.INT64)
              && parameter(i).equals(ColumnType.FLOAT64);
      if (!types.get(i).equals(parameter(i)) && !widened) {
        return false;
      }
    }
    return true;
  }
}
