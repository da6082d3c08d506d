package dev.millrace.model.lightgbm;

import dev.millrace.model.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What an objective of LightGBM means for scoring. */
record LightGbmObjective(String name, Link link) {
  private static final Map<String, Link> KNOWN =
      Map.ofEntries(
          Map.entry("binary", Link.LOGISTIC),
          Map.entry("cross_entropy", Link.LOGISTIC),
          Map.entry("multiclass", Link.SOFTMAX),
          Map.entry("regression", Link.IDENTITY),
          Map.entry("regression_l1", Link.IDENTITY),
          Map.entry("huber", Link.IDENTITY),
          Map.entry("fair", Link.IDENTITY),
          Map.entry("quantile", Link.IDENTITY),
          Map.entry("mape", Link.IDENTITY),
          Map.entry("lambdarank", Link.IDENTITY),
          Map.entry("rank_xendcg", Link.IDENTITY),
          Map.entry("poisson", Link.EXP),
          Map.entry("gamma", Link.EXP),
          Map.entry("tweedie", Link.EXP));

  /** Reads the value of the line {@code objective}: a name and settings {@code name:value}. */
  static LightGbmObjective read(String line) {
    List<String> words = Arrays.asList(line.split(" +", -1));
    Link link = KNOWN.get(words.get(0));
    if (link == null) {
      throw ModelText.unsupported(
          "the objective of the model is not supported",
          words.get(0),
          String.join(", ", KNOWN.keySet().stream().sorted().toList()),
          "Train with one of these");
    }
    for (String setting : words.subList(1, words.size())) {
      requirePlain(setting);
    }
    return new LightGbmObjective(words.get(0), link);
  }

  /** Settings that change how margins become scores. */
  private static void requirePlain(String setting) {
    if (setting.equals("sqrt") || setting.startsWith("sigmoid:") && !setting.equals("sigmoid:1")) {
      throw ModelText.unsupported(
          "the scores of the model are scaled in a way that is not supported",
          setting,
          "sigmoid:1, and no sqrt",
          "Train without this setting");
    }
  }
}
