package dev.millrace.core.validate;

import dev.millrace.core.validate.Finding.Severity;
import java.util.List;

/**
 * What validation says of a cut.
 *
 * @param violations expressions whose rows are in quarantine
 * @param quarantined rows in quarantine for one of them
 */
public record Validation(List<Finding> findings, List<String> violations, long quarantined) {
  public Validation {
    findings = List.copyOf(findings);
    violations = List.copyOf(violations);
  }

  /** True when the data may be used. */
  public boolean accepted() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
