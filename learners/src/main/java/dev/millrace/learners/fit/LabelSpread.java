package dev.millrace.learners.fit;

/**
 * Where the numbers to be predicted lie.
 *
 * @param mean their mean
 * @param deviation standard deviation around it, 0 when all are equal
 */
public record LabelSpread(double mean, double deviation) {
  /** Measures labels in two passes, so that a large mean does not hide a small deviation. */
  public static LabelSpread of(float[] labels, RowBlocks blocks) {
    float first = labels[0];
    double offset =
        blocks.sum(
            labels.length,
            (from, to) -> {
              double part = 0;
              for (int row = from; row < to; row++) {
                part += (double) labels[row] - first;
              }
              return part;
            });
    double mean = first + offset / labels.length;
    double squares =
        blocks.sum(
            labels.length,
            (from, to) -> {
              double part = 0;
              for (int row = from; row < to; row++) {
                double distance = labels[row] - mean;
                part += distance * distance;
              }
              return part;
            });
    return new LabelSpread(mean, Math.sqrt(squares / labels.length));
  }
}
