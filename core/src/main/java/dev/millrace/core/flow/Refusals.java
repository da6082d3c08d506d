package dev.millrace.core.flow;

import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.validate.Finding;
import dev.millrace.core.validate.Validation;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseEpoch;
import java.util.Locale;

/** What a run says when data or model are not good enough, and what to do about it. */
final class Refusals {
  private Refusals() {}

  /** DATA_REFUSED with every finding that is an error. */
  static void requireAccepted(Validation validation) {
    if (!validation.accepted()) {
      throw new MillraceException(
          validation.findings().stream()
              .filter(finding -> finding.severity() == Finding.Severity.ERROR)
              .map(Refusals::problem)
              .toList());
    }
  }

  private static Problem problem(Finding finding) {
    return Problem.of(ErrorCode.DATA_REFUSED, finding.what())
        .at(finding.id())
        .found(
            finding.rows() > 0
                ? finding.found() + ", " + finding.rows() + " rows"
                : finding.found())
        .allowed(finding.allowed())
        .next(next(finding));
  }

  private static String next(Finding finding) {
    if (finding.relaxed().isPresent()) {
      return "Mend the data, or run: millrace schema accept " + finding.id();
    }
    return switch (finding.code()) {
      case Finding.UNREADABLE ->
          "See the records: millrace data quarantine. Mend the data"
              + (finding.found().contains("not utf-8")
                  ? " (not UTF-8: convert it, for instance with iconv -f LATIN1 -t UTF-8)"
                  : "")
              + ", or allow more under 'most-rejected' in the schema (millrace run --until schema"
              + " writes one).";
      case "SCHEMA_NEW_COLUMN" -> "Add the column to the schema, or set 'new-columns: warn' there.";
      case "DATASET_LOW_NUM_EXAMPLES" -> "Check that the files are complete.";
      default -> "Mend the data.";
    };
  }

  /** GATE_REFUSED with every line that refuses. */
  static MillraceException refused(GateVerdict verdict) {
    return new MillraceException(
        verdict.lines().stream()
            .filter(line -> line.refuses())
            .map(
                line ->
                    Problem.of(ErrorCode.GATE_REFUSED, line.why())
                        .at(line.rule())
                        .next("The version is registered and not released."))
            .toList());
  }

  /** Why a version that somebody rejected is not proposed again by a run. */
  static String rejected(ModelVersion version) {
    return String.format(
        Locale.ROOT,
        "version %d was rejected; to propose it all the same:"
            + " millrace releases create %s %d --reason WHY",
        version.version(),
        version.model(),
        version.version());
  }

  /** Why a version that was taken back is not released again by a run. */
  static String notAgain(ModelVersion version, ReleaseEpoch takenBack) {
    return String.format(
        Locale.ROOT,
        "version %d was taken back by %s (%s); to release it all the same:"
            + " millrace releases create %s %d --reason WHY",
        version.version(),
        takenBack.actor().name(),
        takenBack.reason().isBlank() ? "its answers were worse" : takenBack.reason(),
        version.model(),
        version.version());
  }
}
