package dev.millrace.learners.lightgbm;

import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import java.util.List;
import java.util.Locale;

/** How the trees of a forest are grown, by the names of the other learners where they fit. */
final class ForestSettings {
  static final List<LearnerSetting> ALL =
      List.of(
          LearnerSetting.whole("trees", "trees that are averaged", 200, 1, 10_000),
          LearnerSetting.whole("leaves", "most leaves of a tree", 1024, 2, 16_384),
          LearnerSetting.whole(
              "depth", "most splits from the root to a leaf, 0 for no limit", 0, 0, 64),
          LearnerSetting.whole(
              "min-leaf-rows", "least number of rows on each side of a split", 5, 0, 1_000_000_000),
          LearnerSetting.real(
              "min-child-weight",
              "least second derivative of the loss on each side of a split",
              1e-3,
              0,
              1e9),
          LearnerSetting.real("subsample", "share of the rows each tree looks at", 0.632, 0.01, 1),
          LearnerSetting.real(
              "column-sample", "share of the features each split may use", 0.5, 0.001, 1),
          LearnerSetting.real("l2", "penalty on squared leaf values", 0, 0, 1e6),
          LearnerSetting.real("gamma", "least gain of a split", 0, 0, 1e6),
          LearnerSetting.whole(
              "max-bins", "most values a feature is told apart by", 255, 2, 65_535));

  private ForestSettings() {}

  static LightGbmSettings of(LearnerSettings settings) {
    String tree =
        String.format(
            Locale.ROOT,
            "learning_rate=1 num_leaves=%d max_depth=%d min_data_in_leaf=%d"
                + " min_sum_hessian_in_leaf=%s feature_fraction_bynode=%s lambda_l2=%s"
                + " min_gain_to_split=%s max_bin=%d",
            settings.whole("leaves"),
            settings.whole("depth"),
            settings.whole("min-leaf-rows"),
            settings.real("min-child-weight"),
            settings.real("column-sample"),
            settings.real("l2"),
            settings.real("gamma"),
            settings.whole("max-bins"));
    return new LightGbmSettings(
        Growth.FOREST, settings.whole("trees"), 0, settings.real("subsample"), tree);
  }
}
