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
    double sum =
        blocks.sum(
            labels.length,
            (from, to) -> {
              double[] margins = new double[loss.outputs()];
              double part = 0;
              for (int row = from; row < to; row++) {
                read(row, margins);
                part += loss.loss(margins, labels[row]);
              }
              return part;
            });
    return sum / labels.length;
  }
}
