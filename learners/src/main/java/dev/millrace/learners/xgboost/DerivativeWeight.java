package dev.millrace.learners.xgboost;

import dev.millrace.learners.fit.LabelSpread;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.spi.learn.Task;

/**
 * The power of two all derivatives are multiplied by so that gains are numbers near the number of
 * rows, whatever unit the label is measured in.
 *
 * <p>The library keeps gains in float and takes any below 1e-6 for none: labels of millionths would
 * grow no tree, labels of 1e18 would overflow. Penalties carry the same factor, so leaf values come
 * out as if there were none.
 */
final class DerivativeWeight {
  /** Keeps factor, penalties and derivatives far from the ends of float. */
  private static final int MOST_PLACES = 50;

  private DerivativeWeight() {}

  static double of(Task task, float[] labels, RowBlocks blocks) {
    if (task != Task.REGRESSION) {
      return 1;
    }
    double deviation = LabelSpread.of(labels, blocks).deviation();
    if (deviation == 0) {
      return 1;
    }
    int places = Math.clamp(Math.getExponent(deviation), -MOST_PLACES, MOST_PLACES);
    return Math.scalb(1.0, -2 * places);
  }
}
