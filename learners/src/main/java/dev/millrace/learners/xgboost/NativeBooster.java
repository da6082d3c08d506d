package dev.millrace.learners.xgboost;

import dev.millrace.learners.fit.ExactGradients;
import dev.millrace.learners.fit.RowMargins;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;

/** Trees being grown inside the library. Used by one thread at a time; closed once. */
final class NativeBooster implements AutoCloseable {
  private final Booster booster;

  private NativeBooster(Booster booster) {
    this.booster = booster;
  }

  /** Starts without trees. Given nothing to watch, the library prints nothing. */
  static NativeBooster open(NativeMatrix train, Map<String, Object> parameters) {
    return NativeFailure.guard(
        "starting",
        () ->
            new NativeBooster(
                XGBoost.train(train.matrix(), parameters, 0, new HashMap<>(), null, null)));
  }

  /** Adds the trees of one round, grown from these derivatives. */
  void grow(NativeMatrix train, int round, ExactGradients derivatives) {
    NativeFailure.guard(
        "growing the trees of round " + (round + 1),
        () -> {
          booster.boost(train.matrix(), round, derivatives.gradients(), derivatives.curvatures());
          return round;
        });
  }

  /** Margins of all trees so far; trees added since the last time are all that is walked. */
  RowMargins margins(NativeMatrix matrix) {
    return margins(matrix, 0);
  }

  /**
   * Margins of the trees of the first rounds.
   *
   * @param rounds 0 for all
   */
  RowMargins margins(NativeMatrix matrix, int rounds) {
    float[] margins =
        NativeFailure.guard("adding up", () -> booster.predict(matrix.matrix(), true, rounds))[0];
    int outputs = margins.length / matrix.rows();
    return (row, into) -> {
      for (int c = 0; c < outputs; c++) {
        into[c] = margins[row * outputs + c];
      }
    };
  }

  /** The model in the library's own binary form. */
  byte[] save() {
    return NativeFailure.guard("saving the model", () -> booster.toByteArray("ubj"));
  }

  /** The model as JSON, for people and tests. */
  byte[] saveJson() {
    return NativeFailure.guard("saving the model", () -> booster.toByteArray("json"));
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
