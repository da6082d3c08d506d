package dev.millrace.core.evaluate;

import dev.millrace.spi.learn.Task;
import java.util.Objects;

/**
 * Labelled rows with what a scorer said of them, in cut order. Owns its arrays; read-only.
 *
 * @param classes number of classes; 1 for regression
 * @param outputs binary: probability of the positive class; several classes: row-major {@code rows
 *     x classes} probabilities; regression: the value
 * @param labels class numbers, or the number itself
 * @param hashes row hashes, which weight the bootstrap
 */
@SuppressWarnings("ArrayRecordComponent") // large, handed over once, never compared
public record ScoredRows(Task task, int classes, double[] outputs, float[] labels, long[] hashes) {
  public ScoredRows {
    Objects.requireNonNull(task);
    int width = task == Task.MULTICLASS ? classes : 1;
    if (labels.length != hashes.length || outputs.length != labels.length * width) {
      throw new IllegalArgumentException(
          outputs.length + " outputs, " + labels.length + " labels, " + hashes.length + " hashes");
    }
  }

  public int rows() {
    return labels.length;
  }
}
