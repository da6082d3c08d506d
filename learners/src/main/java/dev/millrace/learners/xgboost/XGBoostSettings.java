package dev.millrace.learners.xgboost;

import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import java.util.List;

/**
 * How trees are grown.
 *
 * @param rounds most rounds of boosting; each adds one tree, or one per class
 * @param depth most splits between the root and a leaf
 * @param learningRate share of a tree's answer that is added
 * @param minChildWeight least second derivative of the loss on each side of a split
 * @param subsample share of the rows a round looks at
 * @param columnSample share of the features a tree may split on
 * @param l2 penalty on squared leaf values
 * @param l1 penalty on absolute leaf values
 * @param gamma least gain of a split
 * @param maxBins most values a feature is told apart by
 * @param patience rounds without a better validation loss before stopping; 0 never stops early
 */
record XGBoostSettings(
    int rounds,
    int depth,
    double learningRate,
    double minChildWeight,
    double subsample,
    double columnSample,
    double l2,
    double l1,
    double gamma,
    int maxBins,
    int patience) {

  static final List<LearnerSetting> ALL =
      List.of(
          LearnerSetting.whole("rounds", "most rounds of boosting", 200, 1, 10_000),
          LearnerSetting.whole("depth", "most splits from the root to a leaf", 6, 1, 16),
          LearnerSetting.real(
              "learning-rate", "share of each tree's answer that is added", 0.1, 1e-4, 1),
          LearnerSetting.real(
              "min-child-weight",
              "least second derivative of the loss on each side of a split; for a number to"
                  + " predict this is a number of rows",
              1,
              0,
              1e9),
          LearnerSetting.real("subsample", "share of the rows each round looks at", 1, 0.01, 1),
          LearnerSetting.real(
              "column-sample", "share of the features each tree may split on", 1, 0.001, 1),
          LearnerSetting.real("l2", "penalty on squared leaf values", 1, 0, 1e6),
          LearnerSetting.real("l1", "penalty on absolute leaf values", 0, 0, 1e6),
          LearnerSetting.real("gamma", "least gain of a split", 0, 0, 1e6),
          LearnerSetting.whole(
              "max-bins", "most values a feature is told apart by", 256, 2, 65_535),
          LearnerSetting.whole(
              "early-stopping",
              "rounds without a better validation loss before stopping, 0 for never",
              20,
              0,
              10_000));

  static XGBoostSettings of(LearnerSettings settings) {
    return new XGBoostSettings(
        settings.whole("rounds"),
        settings.whole("depth"),
        settings.real("learning-rate"),
        settings.real("min-child-weight"),
        settings.real("subsample"),
        settings.real("column-sample"),
        settings.real("l2"),
        settings.real("l1"),
        settings.real("gamma"),
        settings.whole("max-bins"),
        settings.whole("early-stopping"));
  }
}
