package dev.millrace.core.anomaly;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.statistics.ColumnView;
import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.TableExpectations;
import dev.millrace.core.validate.TableExpectations.CustomCheck;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.BoundPredicate;
import dev.millrace.expression.Expression;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions that a schema sets on the figures of columns; what is undecided does not hold. */
final class CustomChecks {
  private CustomChecks() {}

  static void check(TableExpectations expected, Compared compared, Findings findings) {
    for (CustomCheck check : expected.checks()) {
      boolean here =
          check.environments().isEmpty()
              || compared.environment().filter(check.environments()::contains).isPresent();
      BoundPredicate condition = bind(check);
      if (here) {
        evaluate(check, condition, compared, findings);
      }
    }
  }

  private static void evaluate(
      CustomCheck check, BoundPredicate condition, Compared compared, Findings findings) {
    DatasetStatistics current = compared.current();
    Optional<ColumnView> column =
        current.find(check.column()).map(found -> ColumnView.of(found, current));
    if (column.isEmpty()) {
      missing(check, "no statistics of '" + check.column() + "'", findings);
      return;
    }
    TreeMap<String, Optional<Double>> figures = new TreeMap<>(FigureRow.figures(column.get()));
    if (check.against().isPresent()) {
      Optional<ColumnView> base =
          compared
              .control(check.against().get())
              .flatMap(data -> ColumnView.control(check.column(), data, current));
      if (base.isEmpty()) {
        missing(check, "nothing to compare with: " + check.against().get(), findings);
        return;
      }
      FigureRow.figures(base.get()).forEach((name, value) -> figures.put("base_" + name, value));
    }
    BoolColumn truth = condition.evaluate(FigureRow.of(fields(check), figures));
    boolean undecided = truth.isMissing(0);
    if (undecided || !truth.at(0)) {
      findings.add(
          Anomaly.CUSTOM_VALIDATION,
          check.column(),
          check.severity(),
          check.name(),
          named(check, figures),
          check.must());
    }
  }

  /** The figures that a condition names, with their values. */
  private static String named(CustomCheck check, Map<String, Optional<Double>> figures) {
    return Expression.parse(check.must()).columns().stream()
        .map(ColumnName::value)
        .map(
            name ->
                name
                    + " = "
                    + figures
                        .getOrDefault(name, Optional.empty())
                        .map(Words::number)
                        .orElse("not there"))
        .collect(Collectors.joining(", "));
  }

  private static void missing(CustomCheck check, String found, Findings findings) {
    findings.add(
        Anomaly.STATS_NOT_AVAILABLE,
        check.column(),
        check.severity(),
        "a check cannot be made: " + check.name(),
        found,
        "statistics of it");
  }

  /** Ties a condition to the figures there can be; what it names wrongly is refused. */
  private static BoundPredicate bind(CustomCheck check) {
    try {
      return Expression.parse(check.must()).bindPredicate(fields(check));
    } catch (MillraceException e) {
      throw new MillraceException(
          e.problems().stream().map(problem -> place(problem, check)).toList());
    }
  }

  private static Problem place(Problem problem, CustomCheck check) {
    return problem.at("check '" + check.name() + "', " + problem.where());
  }

  private static Fields fields(CustomCheck check) {
    Stream<String> names = FigureRow.NAMES.stream();
    if (check.against().isPresent()) {
      names = Stream.concat(names, FigureRow.NAMES.stream().map(name -> "base_" + name));
    }
    return new Fields(
        names.map(name -> new Field(new ColumnName(name), ColumnType.FLOAT64)).toList());
  }
}
