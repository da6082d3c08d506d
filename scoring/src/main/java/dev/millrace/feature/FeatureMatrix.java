package dev.millrace.feature;

/**
 * What a model reads: rows of floats, row-major. A missing value is NaN; no other NaN occurs.
 * Infinite values do not occur: the plan's last conversion turns them into the largest finite float
 * of their sign, so that every learner and every scorer sees the same number.
 *
 * @param rows number of rows
 * @param width features per row
 * @param values {@code rows x width} floats; for reading only once handed over
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the batch being scored, never compared
public record FeatureMatrix(int rows, int width, float[] values) {
  public FeatureMatrix {
    if ((long) rows * width > values.length) {
      throw new IllegalArgumentException(
          values.length + " floats for " + rows + " rows of " + width);
    }
  }

  public float at(int row, int feature) {
    return values[row * width + feature];
  }
}
