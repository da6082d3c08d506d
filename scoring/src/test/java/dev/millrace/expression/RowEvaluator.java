package dev.millrace.expression;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the language, spelled out once more: one row at a time, on boxed values, with big
 * numbers where exactness matters. Values are Boolean, Long, Double, String and {@link Moment};
 * null is missing.
 */
final class RowEvaluator {
  private final Batch table;
  private final int row;

  RowEvaluator(Batch table, int row) {
    this.table = table;
    this.row = row;
  }

  /** A time: days or microseconds. */
  record Moment(ColumnType type, long count) {}

  @Nullable Object value(Node node) {
    if (node instanceof Literal literal) {
      return literal(literal);
    }
    if (node instanceof ColumnReference reference) {
      Column column = table.column(reference.name());
      Object cell = Cells.of(column.select(new int[] {row})).get(0);
      return cell instanceof Long count && column.type().isTemporal()
          ? new Moment(column.type(), count)
          : cell;
    }
    if (node instanceof Connective connective) {
      return connective(connective);
    }
    if (node instanceof Conditional conditional) {
      return widened(node, conditional(conditional));
    }
    if (node instanceof MissingTest test) {
      return value(test.operand()) == null;
    }
    if (node instanceof Between between) {
      Object value = value(between.operand());
      Boolean above = negated(less(value, value(between.low())));
      Boolean below = negated(less(value(between.high()), value));
      return and(above, below);
    }
    if (node instanceof Call call && call.function().name().equals("coalesce")) {
      Object first = null;
      for (Node argument : call.arguments()) {
        first = first == null ? value(argument) : first;
      }
      return widened(node, first);
    }
    return strict(node);
  }

  /** The value of parts that are missing as soon as one of their own is. */
  private @Nullable Object strict(Node node) {
    List<Object> values = new ArrayList<>();
    for (Node child : node instanceof InList list ? List.of(list.operand()) : node.children()) {
      Object value = value(child);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    if (node instanceof Opposite) {
      return !(Boolean) values.get(0);
    }
    if (node instanceof Negation) {
      return values.get(0) instanceof Double x ? (Object) (-x) : whole(big(values.get(0)).negate());
    }
    if (node instanceof Comparison comparison) {
      return compared(comparison, values.get(0), values.get(1));
    }
    if (node instanceof InList list) {
      return isNaN(values.get(0))
          ? null
          : (Object)
              list.items().stream()
                  .anyMatch(item -> Objects.equals(same(values.get(0), value(item)), true));
    }
    if (node instanceof Arithmetic arithmetic) {
      return arithmetic(arithmetic, values.get(0), values.get(1));
    }
    Call call = (Call) node;
    return widened(node, RowFunctions.call(call.function().name(), argumentsOf(call, values)));
  }

  private @Nullable Object arithmetic(Arithmetic node, Object a, Object b) {
    if (RealType.of(node, table.fields())) {
      return real(node.operator(), real(a), real(b));
    }
    return whole(node.operator(), big(a), big(b));
  }

  /** Arguments as the function's form for floats takes them, where it is that one. */
  private List<Object> argumentsOf(Call call, List<Object> values) {
    boolean real = RealType.of(call, table.fields()) && !call.function().name().equals("float");
    return real
        ? values.stream().map(v -> v instanceof Long ? (Object) real(v) : v).toList()
        : values;
  }

  private @Nullable Object widened(Node node, @Nullable Object value) {
    return value instanceof Long && RealType.of(node, table.fields())
        ? (Object) real(value)
        : value;
  }

  private static @Nullable Object literal(Literal literal) {
    if (literal instanceof Literal.Whole whole) {
      return whole.value();
    }
    if (literal instanceof Literal.Real real) {
      return real.value();
    }
    if (literal instanceof Literal.Text text) {
      return text.value();
    }
    return literal instanceof Literal.Truth truth ? truth.value() : null;
  }

  private @Nullable Boolean connective(Connective connective) {
    boolean isAnd = connective.word() == Connective.Word.AND;
    Boolean result = isAnd;
    for (Node operand : connective.operands()) {
      Boolean value = (Boolean) value(operand);
      result = isAnd ? and(result, value) : negated(and(negated(result), negated(value)));
    }
    return result;
  }

  private @Nullable Object conditional(Conditional conditional) {
    for (Conditional.Branch branch : conditional.branches()) {
      if (Objects.equals(value(branch.condition()), true)) {
        return value(branch.value());
      }
    }
    return value(conditional.otherwise());
  }

  private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
    if (Objects.equals(a, false) || Objects.equals(b, false)) {
      return false;
    }
    return a == null || b == null ? null : (Boolean) true;
  }

  private static @Nullable Boolean negated(@Nullable Boolean value) {
    return value == null ? null : (Boolean) !value;
  }

  private static @Nullable Boolean compared(Comparison comparison, Object a, Object b) {
    return switch (comparison.relation()) {
      case EQUAL -> same(a, b);
      case NOT_EQUAL -> negated(same(a, b));
      case LESS -> less(a, b);
      case GREATER_OR_EQUAL -> negated(less(a, b));
      case GREATER -> less(b, a);
      case LESS_OR_EQUAL -> negated(less(b, a));
    };
  }

  private static @Nullable Boolean same(@Nullable Object a, @Nullable Object b) {
    Boolean below = less(a, b);
    Boolean above = less(b, a);
    return below == null || above == null ? null : (Boolean) (!below && !above);
  }

  private static @Nullable Boolean less(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null || isNaN(a) || isNaN(b)) {
      return null;
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return !x && y;
    }
    if (a instanceof String x && b instanceof String y) {
      int[] left = x.codePoints().toArray();
      int[] right = y.codePoints().toArray();
      return Arrays.compare(left, right) < 0;
    }
    if (a instanceof Moment x && b instanceof Moment y) {
      return x.count() < y.count();
    }
    if (a instanceof Double x && x.isInfinite() || b instanceof Double y && y.isInfinite()) {
      return real(a) < real(b);
    }
    return exact(a).compareTo(exact(b)) < 0;
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double x && x.isNaN();
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Long x ? BigDecimal.valueOf(x) : new BigDecimal((Double) number);
  }

  static double real(Object number) {
    return number instanceof Long x ? x.doubleValue() : (Double) number;
  }

  static BigInteger big(Object number) {
    return BigInteger.valueOf((Long) number);
  }

  static @Nullable Long whole(BigInteger value) {
    return value.bitLength() > 63 ? null : (Long) value.longValueExact();
  }

  private static @Nullable Double real(Arithmetic.Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED_BY -> b == 0 ? null : (Double) (a / b);
      default -> throw new AssertionError(operator);
    };
  }

  private static @Nullable Long whole(Arithmetic.Operator operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case PLUS -> whole(a.add(b));
      case MINUS -> whole(a.subtract(b));
      case TIMES -> whole(a.multiply(b));
      case QUOTIENT -> b.signum() == 0 ? null : whole(a.divide(b));
      case REMAINDER -> b.signum() == 0 ? null : whole(a.remainder(b));
      default -> throw new AssertionError(operator);
    };
  }
}
