package dev.millrace.model;

/**
 * How margins become scores. StrictMath and forms that neither overflow nor cancel: the same bits
 * on every JVM.
 */
public enum Link {
  /** The score is the margin. */
  IDENTITY,
  /** One margin becomes a number between 0 and 1: the probability of the second of two classes. */
  LOGISTIC,
  /** k margins become k probabilities. */
  SOFTMAX,
  /** The score is e to the margin; for counts and other positive amounts. */
  EXP;

  /** Name in files: lower case. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Turns the margins of rows into as many scores. */
  void apply(double[] margins, int rows, int outputs, double[] scores) {
    if (this == SOFTMAX) {
      for (int row = 0; row < rows; row++) {
        softmax(margins, row * outputs, outputs, scores);
      }
      return;
    }
    for (int i = 0; i < rows * outputs; i++) {
      scores[i] = one(margins[i]);
    }
  }

  private double one(double margin) {
    return switch (this) {
      case LOGISTIC -> logistic(margin);
      case EXP -> StrictMath.exp(margin);
      default -> margin;
    };
  }

  /** {@code 1 / (1 + e^-margin)}, by the form that never overflows. */
  public static double logistic(double margin) {
    double small = StrictMath.exp(-Math.abs(margin));
    return margin < 0 ? small / (1 + small) : 1 / (1 + small);
  }

  private static void softmax(double[] margins, int from, int outputs, double[] scores) {
    double top = margins[from];
    for (int i = from + 1; i < from + outputs; i++) {
      top = Math.max(top, margins[i]);
    }
    double sum = 0;
    for (int i = from; i < from + outputs; i++) {
      scores[i] = StrictMath.exp(margins[i] - top);
      sum += scores[i];
    }
    for (int i = from; i < from + outputs; i++) {
      scores[i] /= sum;
    }
  }
}
