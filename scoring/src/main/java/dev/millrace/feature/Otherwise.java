package dev.millrace.feature;

/** What an {@link Encode} step does with a cell that has no code in its vocabulary. */
public enum Otherwise {
  /** Gives it a code of its own after those of the vocabulary. */
  BUCKET,
  /** Gives no code: missing as a number, zeros in all slots. */
  IGNORE,
  /** Refuses the batch with an error that names column, row and value. */
  REFUSE
}
