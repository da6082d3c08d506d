package dev.millrace.core.anomaly;

import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Finding.Severity;
import java.util.Objects;

/**
 * An anomaly that was found.
 *
 * @param column the column; empty for the table as a whole
 * @param what one sentence
 * @param found what was found
 * @param allowed what the schema allows
 */
public record AnomalyFinding(
    Anomaly anomaly, String column, Severity severity, String what, String found, String allowed) {
  public AnomalyFinding {
    Objects.requireNonNull(anomaly);
    Objects.requireNonNull(column);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(what);
    Objects.requireNonNull(found);
    Objects.requireNonNull(allowed);
  }
}
