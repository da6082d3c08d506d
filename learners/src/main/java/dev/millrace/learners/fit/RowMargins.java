package dev.millrace.learners.fit;

/** Margins of rows wherever they are kept; read by several threads at once. */
@FunctionalInterface
public interface RowMargins {
  /** Puts the margins of a row into an array of one entry per output. */
  void read(int row, double[] into);

  /**
   * Mean loss of rows, added up in an order that does not depend on threads; NaN without rows.
   *
   * @param labels one per row
   */
  default double meanLoss(MarginLoss loss, float[] labels, RowBlocks blocks) {
    double sum = blocks.sum(labels.length, (from, to) -> loss.sum(this, labels, from, to));
    return sum / labels.length;
  }
}
