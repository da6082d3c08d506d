package dev.millrace.learners.lightgbm;

import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import java.util.List;
import java.util.Locale;

/** How trees are grown. Settings of the learner xgboost that mean the same have the same names. */
record LightGbmSettings(Growth growth, int rounds, int patience, double subsample, String tree) {

  static final List<LearnerSetting> ALL =
      List.of(
          LearnerSetting.whole("rounds", "most rounds of boosting", 200, 1, 10_000),
          LearnerSetting.whole("leaves", "most leaves of a tree", 31, 2, 4096),
          LearnerSetting.whole(
              "depth", "most splits from the root to a leaf, 0 for no limit", 0, 0, 64),
          LearnerSetting.real(
              "learning-rate", "share of each tree's answer that is added", 0.1, 1e-4, 1),
          LearnerSetting.whole(
              "min-leaf-rows",
              "least number of rows on each side of a split",
              20,
              0,
              1_000_000_000),
          LearnerSetting.real(
              "min-child-weight",
              "least second derivative of the loss on each side of a split",
              1e-3,
              0,
              1e9),
          LearnerSetting.real("subsample", "share of the rows each round looks at", 1, 0.01, 1),
          LearnerSetting.real(
              "column-sample", "share of the features each tree may split on", 1, 0.001, 1),
          LearnerSetting.real("l2", "penalty on squared leaf values", 0, 0, 1e6),
          LearnerSetting.real("l1", "penalty on absolute leaf values", 0, 0, 1e6),
          LearnerSetting.real("gamma", "least gain of a split", 0, 0, 1e6),
          LearnerSetting.whole(
              "max-bins", "most values a feature is told apart by", 255, 2, 65_535),
          LearnerSetting.whole(
              "early-stopping",
              "rounds without a better validation loss before stopping, 0 for never",
              20,
              0,
              10_000));

  static LightGbmSettings of(LearnerSettings settings) {
    return new LightGbmSettings(
        Growth.BOOSTED,
        settings.whole("rounds"),
        settings.whole("early-stopping"),
        settings.real("subsample"),
        tree(settings));
  }

  /** The settings of trees by the library's names. */
  private static String tree(LearnerSettings settings) {
    return String.format(
        Locale.ROOT,
        "num_leaves=%d max_depth=%d learning_rate=%s min_data_in_leaf=%d"
            + " min_sum_hessian_in_leaf=%s feature_fraction=%s"
            + " lambda_l2=%s lambda_l1=%s min_gain_to_split=%s max_bin=%d",
        settings.whole("leaves"),
        settings.whole("depth"),
        settings.real("learning-rate"),
        settings.whole("min-leaf-rows"),
        settings.real("min-child-weight"),
        settings.real("column-sample"),
        settings.real("l2"),
        settings.real("l1"),
        settings.real("gamma"),
        settings.whole("max-bins"));
  }

  /**
   * Everything the library is told. Bins and trees depend on the seed alone: sums of exact
   * derivatives do not depend on an order, and the library is told not to choose by speed.
   *
   * @param outputs trees of a round
   * @param rows training rows; when a sample of them would be empty, all are taken
   * @param seed 0 to 2^31 - 1
   */
  String parameters(int outputs, int rows, int seed, int threads) {
    boolean sampled = subsample < 1 && subsample * rows >= 1;
    return "objective=none boosting=gbdt metric=none deterministic=true force_row_wise=true"
        + " feature_pre_filter=false verbosity=-1 num_class="
        + outputs
        + " seed="
        + seed
        + " num_threads="
        + threads
        + (sampled ? " bagging_freq=1 bagging_fraction=" + subsample : "")
        + " "
        + tree;
  }
}
