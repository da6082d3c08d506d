package dev.millrace.model.xgboost;

import dev.millrace.model.Link;
import java.util.Map;

/**
 * What an objective of XGBoost means for scoring: how its margins become scores, and how the base
 * score of the file becomes the margin that sums start from.
 */
record Objective(Link link, Scale scale) {
  /** What the base score of a file is a value of. */
  enum Scale {
    /** The base score is the base margin. */
    MARGIN,
    /** The base score is a probability. */
    LOGIT,
    /** The base score is a positive mean. */
    LOG
  }

  private static final Objective AMOUNT = new Objective(Link.IDENTITY, Scale.MARGIN);
  private static final Objective PROBABILITY = new Objective(Link.LOGISTIC, Scale.LOGIT);
  private static final Objective COUNT = new Objective(Link.EXP, Scale.LOG);
  private static final Objective CLASSES = new Objective(Link.SOFTMAX, Scale.MARGIN);

  private static final Map<String, Objective> KNOWN =
      Map.ofEntries(
          Map.entry("binary:logistic", PROBABILITY),
          Map.entry("reg:logistic", PROBABILITY),
          Map.entry("binary:logitraw", new Objective(Link.LOGISTIC, Scale.MARGIN)),
          Map.entry("multi:softprob", CLASSES),
          Map.entry("multi:softmax", CLASSES),
          Map.entry("reg:squarederror", AMOUNT),
          Map.entry("reg:linear", AMOUNT),
          Map.entry("reg:squaredlogerror", AMOUNT),
          Map.entry("reg:absoluteerror", AMOUNT),
          Map.entry("reg:pseudohubererror", AMOUNT),
          Map.entry("reg:quantileerror", AMOUNT),
          Map.entry("rank:pairwise", AMOUNT),
          Map.entry("rank:ndcg", AMOUNT),
          Map.entry("rank:map", AMOUNT),
          Map.entry("count:poisson", COUNT),
          Map.entry("reg:gamma", COUNT),
          Map.entry("reg:tweedie", COUNT));

  static Objective named(String name) {
    Objective objective = KNOWN.get(name);
    if (objective == null) {
      throw ModelFile.unsupported(
          "the objective of the model is not supported",
          name,
          String.join(", ", KNOWN.keySet().stream().sorted().toList()),
          "Train with one of these");
    }
    return objective;
  }

  /**
   * The base margin of a base score: float arithmetic as in XGBoost, the logarithm rounded once.
   * XGBoost takes its logarithm from the C library of the machine, which may differ in the last
   * bit; {@code TreeEnsemble.withBase} puts in the margin a machine really gave.
   */
  float margin(float score) {
    boolean inRange =
        switch (scale) {
          case MARGIN -> Float.isFinite(score);
          case LOGIT -> score > 0 && score < 1;
          case LOG -> score > 0 && Float.isFinite(score);
        };
    if (!inRange) {
      throw ModelFile.corrupt("the base score " + score + " does not fit the objective");
    }
    return switch (scale) {
      case MARGIN -> score;
      case LOGIT -> (float) -StrictMath.log(1.0f / score - 1.0f);
      case LOG -> (float) StrictMath.log(score);
    };
  }
}
