package dev.millrace.expression;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.expression.function.Overload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What binding says to a writer whose columns or types do not fit. */
final class Refusals {
  /** The types that operators and functions work on. */
  static final String VALUE_TYPES =
      "bool, int64, float64 (also for decimal), utf8, date, instant, local-datetime";

  private static final int MOST_NAMES = 12;

  private Refusals() {}

  static boolean isValueType(ColumnType type) {
    return type.equals(ColumnType.BOOL)
        || type.equals(ColumnType.INT64)
        || type.equals(ColumnType.FLOAT64)
        || type.equals(ColumnType.UTF8)
        || type.isTemporal();
  }

  static Problem unknownColumn(SourceText source, ColumnReference column, Fields fields) {
    List<String> names = new ArrayList<>();
    for (Field field : fields) {
      names.add(field.name().value());
    }
    Problem problem =
        source
            .problem(ErrorCode.EXPRESSION_COLUMN_UNKNOWN, column.place(), "there is no such column")
            .found(column.name())
            .allowed(names(names));
    return meant(column.name(), names)
        .map(name -> problem.next("Did you mean " + Printer.name(name) + "?"))
        .orElse(problem);
  }

  /** A name that was cut short because it is not in backticks, else the nearest. */
  private static Optional<String> meant(ColumnName wanted, List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(wanted.value()) && Printer.name(name).startsWith("`"))
        .findFirst()
        .or(() -> Spelling.nearest(wanted.value(), names));
  }

  private static String names(List<String> names) {
    String listed =
        names.stream().limit(MOST_NAMES).map(Printer::name).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }

  static MillraceException noOverload(
      SourceText source, Node node, String name, List<Overload> overloads, List<Step> arguments) {
    String types = arguments.stream().map(Binder::typeOf).collect(Collectors.joining(", "));
    Problem problem =
        source
            .problem(
                ErrorCode.EXPRESSION_TYPE, node.place(), name + " does not take (" + types + ")")
            .allowed(String.join("; ", Overload.signatures(name, overloads)));
    return problem.next(advice(arguments)).asException();
  }

  private static String advice(List<Step> arguments) {
    if (arguments.contains(Constant.MISSING)) {
      return "The result would always be missing: write x is missing to ask for it.";
    }
    Optional<ColumnType> time =
        arguments.stream().map(Step::type).filter(ColumnType::isTemporal).findFirst();
    boolean withText = arguments.stream().anyMatch(a -> a.type().equals(ColumnType.UTF8));
    if (time.isPresent() && withText) {
      return "Turn the text into a time first, as in " + example(time.get()) + ".";
    }
    return "";
  }

  private static String example(ColumnType time) {
    if (time.equals(ColumnType.DATE)) {
      return "date('2016-01-31')";
    }
    return time.equals(ColumnType.INSTANT)
        ? "instant('2016-01-31T08:15Z')"
        : "datetime('2016-01-31T08:15')";
  }

  static MillraceException alwaysMissing(SourceText source, Node node) {
    Problem problem =
        source
            .problem(ErrorCode.EXPRESSION_TYPE, node.place(), "this is missing in every row")
            .found(Printer.text(node));
    return problem
        .next(node instanceof Call call ? call.function().meaning() : "Correct its constants.")
        .asException();
  }
}
