package dev.millrace.expression;

import static dev.millrace.column.ColumnType.BOOL;
import static dev.millrace.column.ColumnType.DATE;
import static dev.millrace.column.ColumnType.FLOAT64;
import static dev.millrace.column.ColumnType.INSTANT;
import static dev.millrace.column.ColumnType.INT64;
import static dev.millrace.column.ColumnType.LOCAL_DATETIME;
import static dev.millrace.column.ColumnType.UTF8;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.expression.function.Function;
import dev.millrace.expression.function.Functions;
import dev.millrace.expression.function.Overload;
import dev.millrace.expression.function.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random well-typed trees over the columns of {@link RandomTrips}. */
final class RandomExpressions {
  private static final List<ColumnType> TYPES =
      List.of(BOOL, INT64, FLOAT64, UTF8, DATE, INSTANT, LOCAL_DATETIME);
  private static final List<ColumnType> ORDERED =
      List.of(INT64, FLOAT64, UTF8, DATE, INSTANT, LOCAL_DATETIME);
  private static final Map<ColumnType, String> LETTERS =
      Map.of(
          BOOL,
          "b",
          INT64,
          "i",
          FLOAT64,
          "x",
          UTF8,
          "s",
          DATE,
          "d",
          INSTANT,
          "t",
          LOCAL_DATETIME,
          "l");
  private static final List<Arithmetic.Operator> WHOLE =
      List.of(
          Arithmetic.Operator.PLUS,
          Arithmetic.Operator.MINUS,
          Arithmetic.Operator.TIMES,
          Arithmetic.Operator.REMAINDER,
          Arithmetic.Operator.QUOTIENT);
  private static final List<Arithmetic.Operator> REAL =
      List.of(
          Arithmetic.Operator.PLUS,
          Arithmetic.Operator.MINUS,
          Arithmetic.Operator.TIMES,
          Arithmetic.Operator.DIVIDED_BY);
  private static final Place HERE = new Place(0);

  private final SplittableRandom random;

  RandomExpressions(SplittableRandom random) {
    this.random = random;
  }

  Node anything(int depth) {
    return of(pick(TYPES), depth);
  }

  /** A tree of this type; where FLOAT64 is asked for, INT64 may come, since it is widened. */
  Node of(ColumnType type, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return random.nextInt(3) == 0 ? literal(type) : column(type);
    }
    return switch (random.nextInt(4)) {
      case 0 -> call(type, depth - 1);
      case 1 -> choice(type, depth - 1);
      default -> operation(type, depth - 1);
    };
  }

  private Node operation(ColumnType type, int depth) {
    if (type.equals(BOOL)) {
      return test(depth);
    }
    if (type.equals(INT64)) {
      return random.nextInt(5) == 0
          ? new Negation(of(INT64, depth), HERE)
          : new Arithmetic(pick(WHOLE), of(INT64, depth), of(INT64, depth), HERE);
    }
    if (type.equals(FLOAT64)) {
      return random.nextInt(5) == 0
          ? new Negation(of(FLOAT64, depth), HERE)
          : new Arithmetic(pick(REAL), number(depth), of(FLOAT64, depth), HERE);
    }
    return call(type, depth);
  }

  private Node test(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> new Opposite(of(BOOL, depth), HERE);
      case 1 -> chain(Connective.Word.AND, depth);
      case 2 -> chain(Connective.Word.OR, depth);
      case 3 -> new MissingTest(anything(depth), HERE);
      case 4 -> between(depth);
      case 5 -> inList(depth);
      default -> comparison(depth);
    };
  }

  private Node chain(Connective.Word word, int depth) {
    List<Node> operands = new ArrayList<>();
    do {
      operands.add(of(BOOL, depth));
    } while (operands.size() < 2 || random.nextInt(3) == 0);
    // A chain that begins with a chain of the same word is read as one.
    return operands.get(0) instanceof Connective inner && inner.word() == word
        ? operands.get(0)
        : new Connective(word, operands, HERE);
  }

  private Node comparison(int depth) {
    ColumnType type = pick(TYPES);
    Relation relation =
        type.equals(BOOL)
            ? pick(List.of(Relation.EQUAL, Relation.NOT_EQUAL))
            : pick(List.of(Relation.values()));
    return new Comparison(relation, comparable(type, depth), comparable(type, depth), HERE);
  }

  private Node between(int depth) {
    ColumnType type = pick(ORDERED);
    return new Between(
        comparable(type, depth), comparable(type, depth), comparable(type, depth), HERE);
  }

  private Node inList(int depth) {
    ColumnType type = pick(List.of(INT64, FLOAT64, UTF8));
    List<Node> items = new ArrayList<>();
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      items.add(literal(type.isNumeric() ? pick(List.of(INT64, FLOAT64)) : type));
    }
    return new InList(of(type, depth), items, HERE);
  }

  private Node comparable(ColumnType type, int depth) {
    return type.isNumeric() ? number(depth) : of(type, depth);
  }

  private Node number(int depth) {
    return of(random.nextInt(2) == 0 ? INT64 : FLOAT64, depth);
  }

  private Node choice(ColumnType type, int depth) {
    List<Conditional.Branch> branches = new ArrayList<>();
    do {
      branches.add(new Conditional.Branch(of(BOOL, depth), value(type, depth)));
    } while (random.nextInt(3) == 0);
    Node otherwise =
        random.nextInt(4) == 0 ? new Literal.Missing(HERE) : of(type, depth); // keeps the type
    return new Conditional(branches, otherwise, HERE);
  }

  private Node value(ColumnType type, int depth) {
    return of(type, depth);
  }

  private Node call(ColumnType type, int depth) {
    List<Function> functions =
        Functions.names().stream()
            .flatMap(name -> Functions.find(name).stream())
            .filter(f -> f.overloads().stream().anyMatch(o -> o.result().equals(type)))
            .toList();
    Function function = pick(functions);
    Overload overload =
        pick(function.overloads().stream().filter(o -> o.result().equals(type)).toList());
    List<Node> arguments = new ArrayList<>();
    for (ColumnType parameter : overload.parameters()) {
      arguments.add(of(parameter, depth));
    }
    while (overload.arity() == Overload.Arity.REPEATED && random.nextInt(3) == 0) {
      arguments.add(of(overload.parameters().get(0), depth));
    }
    return new Call(function, arguments, HERE);
  }

  private Node column(ColumnType type) {
    String name = LETTERS.get(type) + (1 + random.nextInt(2));
    return new ColumnReference(new ColumnName(name), HERE);
  }

  private Node literal(ColumnType type) {
    if (type.equals(BOOL)) {
      return new Literal.Truth(random.nextInt(2) == 0, HERE);
    }
    if (type.equals(INT64)) {
      return random.nextInt(20) == 0
          ? new Literal.Whole(Long.MIN_VALUE, HERE)
          : new Literal.Whole(random.nextInt(4), HERE);
    }
    if (type.equals(FLOAT64)) {
      return new Literal.Real(
          pick(List.of(0.0, 0.5, 1.0, 2.0, 0.1, 1e300, Double.MIN_VALUE)), HERE);
    }
    if (type.equals(UTF8)) {
      return new Literal.Text(RandomTrips.aText(random) + pick(List.of("", "", "'", "`")), HERE);
    }
    String name = type.equals(DATE) ? "date" : type.equals(INSTANT) ? "instant" : "datetime";
    Literal day = new Literal.Text("2016-02-29", HERE);
    Function date = Functions.find("date").orElseThrow();
    Node read = new Call(date, List.of(day), HERE);
    return type.equals(DATE)
        ? read
        : new Call(Functions.find(name).orElseThrow(), List.of(read), HERE);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
