package dev.millrace.core.anomaly;

import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that checks found and measured.
 *
 * @param dataset name of the data set or slice
 * @param examples its rows, or their weights where it was counted by weight
 * @param uncompared what was not compared
 * @param findings column by column in the order of the schema, then those of the table
 */
public record AnomalyReport(
    String dataset,
    double examples,
    List<AnomalyFinding> findings,
    List<Measurement> measurements,
    List<Uncompared> uncompared) {
  /**
   * A comparison that the schema asks for and that was not made, for the other data was not given.
   *
   * @param column the column; empty for the table as a whole
   */
  public record Uncompared(String column, String comparison) {
    public Uncompared {
      Objects.requireNonNull(column);
      Objects.requireNonNull(comparison);
    }
  }

  /**
   * All that is wrong with one column.
   *
   * @param anomaly the one there is, or MULTIPLE_REASONS
   * @param severity of the worst
   */
  public record ColumnAnomaly(
      String column, Anomaly anomaly, Severity severity, List<AnomalyFinding> reasons) {
    public ColumnAnomaly {
      Objects.requireNonNull(column);
      Objects.requireNonNull(anomaly);
      Objects.requireNonNull(severity);
      reasons = List.copyOf(reasons);
    }
  }

  public AnomalyReport {
    Objects.requireNonNull(dataset);
    findings = List.copyOf(findings);
    measurements = List.copyOf(measurements);
    uncompared = List.copyOf(uncompared);
  }

  /** This report with one finding more. */
  public AnomalyReport and(AnomalyFinding finding) {
    List<AnomalyFinding> all = new ArrayList<>(findings);
    all.add(finding);
    return new AnomalyReport(dataset, examples, all, measurements, uncompared);
  }

  /** True when the data may be used. */
  public boolean accepted() {
    return examples > 0
        && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** The findings by column; those of the table as a whole have the empty name. */
  public List<ColumnAnomaly> columns() {
    Map<String, List<AnomalyFinding>> byColumn = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            byColumn.computeIfAbsent(finding.column(), name -> new ArrayList<>()).add(finding));
    List<ColumnAnomaly> columns = new ArrayList<>();
    byColumn.forEach(
        (name, reasons) ->
            columns.add(
                new ColumnAnomaly(
                    name,
                    reasons.size() == 1 ? reasons.getFirst().anomaly() : Anomaly.MULTIPLE_REASONS,
                    reasons.stream()
                        .map(AnomalyFinding::severity)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                    reasons)));
    return columns;
  }
}
