package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.statistics.ProfileStatistics;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.ColumnExpectations;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.DraftColumn;
import dev.millrace.core.validate.Finding;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.core.validate.SchemaDraft;
import dev.millrace.core.validate.TableExpectations;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.core.validate.TableSchema.NewColumns;
import dev.millrace.core.validate.Validation;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run checks on statistics, besides the rules of rows: only what a schema says in keys that
 * rows cannot break. A run has no other data beside its own, so comparisons are told as not made.
 */
public final class RunAnomalies {
  private RunAnomalies() {}

  /** The validation with the findings of the statistics added; the same when none are asked for. */
  public static Validation add(
      Validation validation, TableSchema schema, Engine engine, Landed landed) {
    boolean asked =
        !schema.expectations().equals(TableExpectations.NONE)
            || schema.columns().stream()
                .anyMatch(rule -> !rule.expectations().equals(ColumnExpectations.NONE));
    if (!asked || landed.cut().rows() == 0) {
      return validation;
    }
    AnomalyReport report =
        new AnomalyChecks(draft(schema)).check(Compared.alone(statistics(schema, engine, landed)));
    List<Finding> findings = new ArrayList<>(validation.findings());
    report.findings().forEach(found -> findings.add(finding(found)));
    report.uncompared().forEach(one -> findings.add(uncompared(one)));
    return new Validation(
        findings, validation.violations(), validation.rows(), validation.quarantine());
  }

  private static DatasetStatistics statistics(TableSchema schema, Engine engine, Landed landed) {
    Set<String> there =
        landed.sourceColumns().stream().map(name -> name.value()).collect(Collectors.toSet());
    DatasetStatistics all =
        new ProfileStatistics(LandedStatistics.categories(draft(schema))).of(engine, landed.cut());
    return new DatasetStatistics(
        all.name(),
        all.examples(),
        all.weightedExamples(),
        all.columns().stream().filter(column -> there.contains(column.name())).toList());
  }

  private static SchemaDraft draft(TableSchema schema) {
    return new SchemaDraft(
        schema.columns().stream().map(RunAnomalies::draft).toList(),
        NewColumns.IGNORE,
        schema.mostRejected(),
        schema.expectations());
  }

  private static DraftColumn draft(ColumnRule rule) {
    boolean byMass = rule.expectations().domainMass().isPresent();
    return new DraftColumn(
        "schema",
        Optional.of(rule.field().name().value()),
        Optional.of(rule.field().type()),
        rule.missingMarks(),
        rule.temporal(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        byMass ? rule.domain() : List.of(),
        rule.otherwise(),
        rule.expectations());
  }

  private static Finding finding(AnomalyFinding found) {
    return new Finding(
        found.anomaly().name(),
        found.column(),
        found.severity(),
        found.what(),
        found.found(),
        found.allowed(),
        0,
        Optional.empty());
  }

  private static Finding uncompared(AnomalyReport.Uncompared one) {
    return new Finding(
        Anomaly.STATS_NOT_AVAILABLE.name(),
        one.column(),
        Severity.WARNING,
        "a run does not make the comparison '" + one.comparison() + "'",
        "no other data",
        "millrace data validate with --previous, --serving or --previous-version",
        0,
        Optional.empty());
  }
}
