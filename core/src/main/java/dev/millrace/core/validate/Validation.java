package dev.millrace.core.validate;

import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.digest.Digest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What validation says of a cut.
 *
 * @param violations expressions whose rows are in quarantine
 * @param rows where the rows went
 * @param quarantine blob of the rows in quarantine, as {@link BrokenRow} writes them; empty when
 *     there are none
 */
public record Validation(
    List<Finding> findings, List<String> violations, RowLedger rows, Optional<Digest> quarantine) {
  public Validation {
    findings = List.copyOf(findings);
    violations = List.copyOf(violations);
    Objects.requireNonNull(rows);
    Objects.requireNonNull(quarantine);
  }

  /** True when the data may be used. */
  public boolean accepted() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Rows in quarantine for one of the violations. */
  public long quarantined() {
    return rows.quarantined();
  }
}
