package dev.millrace.core.evaluate;

/**
 * Sums over scored rows of a task with several classes.
 *
 * @param cells weight by label x decision, row-major {@code classes x classes}
 * @param logLoss sum of {@code -log p(label)}
 */
@SuppressWarnings("ArrayRecordComponent") // made per tally, read at once, never compared
public record MulticlassTally(int classes, double[] cells, double logLoss) {
  double cell(int label, int decision) {
    return cells[label * classes + decision];
  }

  double rows() {
    double rows = 0;
    for (double cell : cells) {
      rows += cell;
    }
    return rows;
  }

  double right() {
    double right = 0;
    for (int c = 0; c < classes; c++) {
      right += cell(c, c);
    }
    return right;
  }

  /** Rows whose label this class is. */
  double labelled(int label) {
    double sum = 0;
    for (int d = 0; d < classes; d++) {
      sum += cell(label, d);
    }
    return sum;
  }

  /** Rows decided to be this class. */
  double decided(int decision) {
    double sum = 0;
    for (int l = 0; l < classes; l++) {
      sum += cell(l, decision);
    }
    return sum;
  }
}
