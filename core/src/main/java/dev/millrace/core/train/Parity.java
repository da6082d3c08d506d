package dev.millrace.core.train;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.LinearModel;

/**
 * Compares our margins with the trainer's, value by value. Trees must agree to the bit, linear
 * models within 1e-12 of the value's size; one row that does not agree refuses the model.
 */
final class Parity {
  private static final double LINEAR_TOLERANCE = 1e-12;

  private Parity() {}

  static void require(String learner, LearnedModel model, double[] ours, double[] trainers) {
    if (ours.length != trainers.length) {
      throw new IllegalStateException(ours.length + " margins against " + trainers.length);
    }
    double tolerance = model instanceof LinearModel ? LINEAR_TOLERANCE : 0;
    for (int i = 0; i < ours.length; i++) {
      double size = Math.max(1, Math.abs(trainers[i]));
      boolean equal =
          Double.doubleToLongBits(ours[i]) == Double.doubleToLongBits(trainers[i])
              || (tolerance > 0
                  && Double.isFinite(trainers[i])
                  && Math.abs(ours[i] - trainers[i]) <= tolerance * size);
      if (!equal) {
        throw Problem.of(
                ErrorCode.PARITY_BROKEN,
                "the scorer does not give what its trainer gives; it is not released")
            .at(learner + ", test row " + i / model.outputs())
            .found(Double.toString(ours[i]))
            .allowed(Double.toString(trainers[i]))
            .next("Keep the run's log and report this: it is a fault of the program.")
            .asException();
      }
    }
  }
}
