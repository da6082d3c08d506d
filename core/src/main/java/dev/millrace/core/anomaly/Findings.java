package dev.millrace.core.anomaly;

import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.core.validate.DraftColumn;
import dev.millrace.core.validate.Finding.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what the checks of a table find. Not thread-safe. */
final class Findings {
  /** What a column's {@code otherwise} decides: values that are outside, and rows without any. */
  private static final Set<Anomaly> BY_OTHERWISE =
      EnumSet.of(
          Anomaly.ENUM_TYPE_UNEXPECTED_STRING_VALUES,
          Anomaly.FEATURE_TYPE_LOW_FRACTION_PRESENT,
          Anomaly.FLOAT_TYPE_BIG_FLOAT,
          Anomaly.FLOAT_TYPE_SMALL_FLOAT,
          Anomaly.INT_TYPE_BIG_INT,
          Anomaly.INT_TYPE_SMALL_INT);

  private final Map<Anomaly, Severity> severities;
  private final List<AnomalyFinding> found = new ArrayList<>();
  private final List<Measurement> measured = new ArrayList<>();
  private final List<AnomalyReport.Uncompared> uncompared = new ArrayList<>();

  /**
   * @param severities what the schema says some anomalies mean
   */
  Findings(Map<Anomaly, Severity> severities) {
    this.severities = severities;
  }

  void add(DraftColumn column, Anomaly anomaly, String what, String seen, String allowed) {
    boolean warn = BY_OTHERWISE.contains(anomaly) && column.otherwise() == Otherwise.WARN;
    add(anomaly, column.title(), warn ? Severity.WARNING : Severity.ERROR, what, seen, allowed);
  }

  void add(
      Anomaly anomaly, String column, Severity usual, String what, String seen, String allowed) {
    found.add(
        new AnomalyFinding(
            anomaly, column, severities.getOrDefault(anomaly, usual), what, seen, allowed));
  }

  /** Statistics that a constraint needs are not there. */
  void unavailable(DraftColumn column, String constraint, String needed) {
    add(
        column,
        Anomaly.STATS_NOT_AVAILABLE,
        "'" + constraint + "' cannot be checked",
        "no " + needed,
        "statistics with it");
  }

  void measured(Measurement measurement) {
    measured.add(measurement);
  }

  void uncompared(String column, String comparison) {
    uncompared.add(new AnomalyReport.Uncompared(column, comparison));
  }

  List<AnomalyReport.Uncompared> uncompared() {
    return uncompared;
  }

  List<AnomalyFinding> found() {
    return found;
  }

  List<Measurement> measured() {
    return measured;
  }
}
