package dev.millrace.core.stage;

/** What a running stage can ask and tell. */
public interface StageControl {
  /** Fails with CANCELLED when the run was cancelled, LEASE_LOST when another owner took it. */
  void check();

  /**
   * Tells how far the work is.
   *
   * @param done units done, of {@code total}; total 0 when unknown
   * @param unit what is counted, in the plural: rows, rounds
   * @param note what else is worth seeing, such as the loss; may be empty
   */
  void progress(long done, long total, String unit, String note);
}
