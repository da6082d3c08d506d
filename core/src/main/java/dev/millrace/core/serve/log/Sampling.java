package dev.millrace.core.serve.log;

/**
 * Which predictions are kept: the same share of ids, and the same ids, in every process. Stored
 * with each record, so that what was kept can be weighed by it.
 *
 * @param probability above 0, at most 1
 */
public record Sampling(double probability) {
  public static final Sampling EVERYTHING = new Sampling(1);

  public Sampling {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a sampling probability is above 0 and at most 1, got " + probability);
    }
  }

  /** True when the prediction of this id is among those kept at this probability. */
  static boolean keeps(PredictionId id, double probability) {
    return probability >= 1 || (id.hash() >>> 11) * 0x1.0p-53 < probability;
  }

  public boolean keeps(PredictionId id) {
    return keeps(id, probability);
  }
}
