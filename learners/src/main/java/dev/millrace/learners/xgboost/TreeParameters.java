package dev.millrace.learners.xgboost;

import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.learn.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the library is told before the first round.
 *
 * @param task names the objective, of which the library uses the link only
 * @param classes number of classes, 1 for regression
 * @param settings how trees are grown
 * @param weight factor of all derivatives
 * @param seed root seed of the run
 * @param threads most threads of the library
 */
record TreeParameters(
    Task task, int classes, XGBoostSettings settings, double weight, long seed, int threads) {
  private static final long PURPOSE = 0x636f6c732e786762L;

  /**
   * The parameters by the library's names. Penalties and limits are sums of derivatives, or squares
   * of sums over sums: they carry the factor of the derivatives, so that their meaning does not
   * change with it.
   *
   * @param baseScore where margins start, as the library wants it told
   */
  Map<String, Object> with(String baseScore) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("objective", objective());
    if (task == Task.MULTICLASS) {
      all.put("num_class", classes);
    }
    all.put("base_score", baseScore);
    all.put("tree_method", "hist");
    all.put("max_depth", settings.depth());
    all.put("max_bin", settings.maxBins());
    all.put("eta", (float) settings.learningRate());
    all.put("min_child_weight", (float) (weight * settings.minChildWeight()));
    all.put("lambda", (float) (weight * settings.l2()));
    all.put("alpha", (float) (weight * settings.l1()));
    all.put("gamma", (float) (weight * settings.gamma()));
    all.put("colsample_bytree", (float) settings.columnSample());
    // The library's generator belongs to the calling thread, whatever else trains on it: it is
    // seeded anew each round.
    all.put("seed", (int) (RowHash.mix(0, seed ^ PURPOSE) >>> 33));
    all.put("seed_per_iteration", true);
    all.put("nthread", threads);
    all.put("verbosity", 0);
    all.put("disable_default_eval_metric", 1);
    return all;
  }

  private String objective() {
    return switch (task) {
      case BINARY -> "binary:logistic";
      case MULTICLASS -> "multi:softprob";
      case REGRESSION -> "reg:squarederror";
    };
  }
}
