package dev.millrace.core.audit;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ChainCheck;

/** What is told of a chain that is broken. */
public final class AuditProblems {
  private AuditProblems() {}

  /** STORE_CORRUPT with the first event that does not fit. */
  public static Problem broken(ChainCheck.Broken broken) {
    String when = broken.at().map(at -> ", of " + at).orElse("");
    return Problem.of(
            ErrorCode.STORE_CORRUPT,
            "the record of events is not as it was written: " + broken.why())
        .at("event " + broken.event() + when)
        .found(broken.found())
        .allowed(broken.expected())
        .next(
            "Trust nothing from event "
                + broken.event()
                + " on; keep this home as it is for who looks into it, and go on from a backup"
                + " that 'millrace audit verify' finds whole");
  }
}
