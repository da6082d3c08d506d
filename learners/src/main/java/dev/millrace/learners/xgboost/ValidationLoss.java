package dev.millrace.learners.xgboost;

import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.spi.learn.TrainingRows;
import org.jspecify.annotations.Nullable;

/** Mean loss of a booster on the validation rows; closed once. */
final class ValidationLoss implements AutoCloseable {
  private final MarginLoss loss;
  private final float[] labels;
  private final RowBlocks blocks;
  private final @Nullable NativeMatrix matrix;

  ValidationLoss(MarginLoss loss, TrainingRows validation, RowBlocks blocks) {
    this.loss = loss;
    this.labels = validation.labels();
    this.blocks = blocks;
    this.matrix = labels.length == 0 ? null : NativeMatrix.copy(validation.features());
  }

  /** True when there are no validation rows. */
  boolean isEmpty() {
    return matrix == null;
  }

  /** Mean loss after the rounds so far, NaN without rows. */
  double of(NativeBooster booster) {
    return matrix == null ? Double.NaN : booster.margins(matrix).meanLoss(loss, labels, blocks);
  }

  @Override
  public void close() {
    if (matrix != null) {
      matrix.close();
    }
  }
}
