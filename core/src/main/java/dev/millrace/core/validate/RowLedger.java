package dev.millrace.core.validate;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;

/**
 * Where every landed row went: landed = accepted + quarantined. The three are counted apart, so
 * that a row that was lost, or counted twice, is noticed: LEDGER_MISMATCH.
 *
 * @param landed rows of the cut
 * @param accepted rows no quarantining rule is broken by
 * @param quarantined rows that are kept in quarantine
 */
public record RowLedger(long landed, long accepted, long quarantined) {
  public RowLedger {
    if (landed != accepted + quarantined) {
      throw Problem.of(ErrorCode.LEDGER_MISMATCH, "rows were lost or counted twice")
          .found(accepted + " accepted and " + quarantined + " in quarantine")
          .allowed(landed + " together")
          .next("This is a fault of the program; please report it.")
          .asException();
    }
  }
}
