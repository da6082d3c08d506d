package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.ColumnStatistics;
import dev.millrace.core.statistics.ColumnView;
import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.DraftColumn;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.core.validate.SchemaDraft;
import dev.millrace.core.validate.SchemaFaults;
import dev.millrace.core.validate.TableSchema.NewColumns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds statistics against a schema: every anomaly and every measurement, under the rules of
 * TensorFlow Data Validation. Immutable.
 */
public final class AnomalyChecks {
  private static final List<ColumnCheck> FAMILIES =
      List.of(
          new ValueCountCheck(),
          new PresenceCheck(),
          new TypeCheck(),
          new BoolDomainCheck(),
          new IntDomainCheck(),
          new FloatDomainCheck(),
          new TextDomainCheck(),
          new UniqueCheck(),
          new ComparatorCheck());

  private final SchemaDraft schema;
  private final SchemaFaults faults;

  /** Checks against a schema, which may have faults: they are found like other anomalies. */
  public AnomalyChecks(SchemaDraft schema) {
    this.schema = schema;
    this.faults = new SchemaFaults(schema.expectations());
  }

  /**
   * Everything there is to say.
   *
   * @throws dev.millrace.error.MillraceException when a condition of the schema names what is no
   *     figure
   */
  public AnomalyReport check(Compared compared) {
    Findings findings = new Findings(schema.expectations().severities());
    DatasetStatistics current = compared.current();
    double rows = current.isWeighted() ? current.weightedExamples() : current.examples();
    for (DraftColumn column : schema.columns()) {
      faults
          .of(column)
          .forEach(
              fault ->
                  findings.add(
                      column, fault.anomaly(), fault.what(), fault.found(), fault.allowed()));
    }
    if (rows > 0) {
      schema.columns().forEach(column -> column(column, compared, findings));
      unknown(compared, findings);
      CustomChecks.check(schema.expectations(), compared, findings);
    }
    VolumeCheck.check(schema.expectations(), compared, findings);
    return new AnomalyReport(
        current.name(), rows, findings.found(), findings.measured(), findings.uncompared());
  }

  private void column(DraftColumn column, Compared compared, Findings findings) {
    boolean usable = !column.title().isEmpty() && SchemaFaults.type(column).isPresent();
    if (!usable || !column.expectations().lifecycle().isLive()) {
      return;
    }
    boolean here = isHere(column, compared.environment());
    boolean required = here && isRequired(column);
    Optional<ColumnStatistics> found = compared.current().find(column.title());
    if (found.isEmpty()) {
      if (required) {
        findings.add(
            column,
            Anomaly.SCHEMA_MISSING_COLUMN,
            "a column of the schema is not in the data",
            "no such column",
            SchemaFaults.type(column).get().text());
      }
      return;
    }
    if (found.get().common().isEmpty()) {
      findings.unavailable(column, "present", "counts of rows");
      return;
    }
    ColumnView view = ColumnView.of(found.get(), compared.current());
    if (view.present() == 0) {
      if (required) {
        findings.add(
            column,
            Anomaly.FEATURE_TYPE_NOT_PRESENT,
            "no row holds a value",
            "0 rows",
            "at least 1");
      }
      return;
    }
    if (!here) {
      findings.add(
          column,
          Anomaly.SCHEMA_NEW_COLUMN,
          "the column does not belong to this environment",
          compared.environment().orElse(""),
          environments(column));
    }
    ColumnCase one = new ColumnCase(column, view, faults.usable(column), compared);
    FAMILIES.forEach(family -> family.check(one, findings));
  }

  private static boolean isRequired(DraftColumn column) {
    return column.expectations().minCount().orElse(0) > 0 || column.present().orElse(0) > 0;
  }

  /** Whether a column belongs to an environment; to no particular one, all do. */
  private boolean isHere(DraftColumn column, Optional<String> environment) {
    if (environment.isEmpty()) {
      return true;
    }
    String name = environment.get();
    boolean in =
        column.expectations().environments().contains(name)
            || schema.expectations().environments().contains(name);
    return in && !column.expectations().notEnvironments().contains(name);
  }

  private String environments(DraftColumn column) {
    List<String> all =
        Stream.concat(
                schema.expectations().environments().stream(),
                column.expectations().environments().stream())
            .distinct()
            .filter(name -> !column.expectations().notEnvironments().contains(name))
            .toList();
    return all.isEmpty() ? "none" : String.join(", ", all);
  }

  private void unknown(Compared compared, Findings findings) {
    if (schema.newColumns() == NewColumns.IGNORE) {
      return;
    }
    Severity severity =
        schema.newColumns() == NewColumns.REFUSE ? Severity.ERROR : Severity.WARNING;
    for (ColumnStatistics column : compared.current().columns()) {
      if (schema.find(column.name()).isEmpty()) {
        findings.add(
            Anomaly.SCHEMA_NEW_COLUMN,
            column.name(),
            severity,
            "a column of the data is not in the schema",
            column.type().word(),
            "the columns of the schema");
      }
    }
  }
}
