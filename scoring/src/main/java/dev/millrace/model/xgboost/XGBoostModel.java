package dev.millrace.model.xgboost;

import dev.millrace.model.LearnedModel;
import dev.millrace.model.Link;
import dev.millrace.model.TreeEnsemble;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a model file of XGBoost holds.
 *
 * @param model the trees and the margins they start from: a {@link TreeEnsemble} unless a split
 *     asks for categories
 * @param link how the margins become scores
 * @param objective name of the objective it was trained with
 * @param featureNames names of the features in order; empty when it was trained without names
 * @param treesPerRound trees each boosting round added
 * @param bestRound round that early stopping found best, counted from 0, when it was used
 */
public record XGBoostModel(
    LearnedModel model,
    Link link,
    String objective,
    List<String> featureNames,
    int treesPerRound,
    OptionalInt bestRound) {
  public XGBoostModel {
    Objects.requireNonNull(model);
    Objects.requireNonNull(link);
    Objects.requireNonNull(bestRound);
    featureNames = List.copyOf(featureNames);
  }

  /**
   * The trees of a model whose splits all compare numbers.
   *
   * @throws dev.millrace.error.MillraceException MODEL_FILE_UNSUPPORTED when a split asks for a
   *     category
   */
  public TreeEnsemble trees() {
    if (model instanceof TreeEnsemble trees) {
      return trees;
    }
    throw ModelFile.unsupported(
        "the model splits on categories",
        "a categorical split",
        "numeric splits",
        "Encode categories as numbers before training");
  }

  /** The trees of the first rounds only, of a model whose splits all compare numbers. */
  public TreeEnsemble firstRounds(int rounds) {
    TreeEnsemble trees = trees();
    return trees.first(Math.toIntExact(Math.min((long) rounds * treesPerRound, trees.size())));
  }
}
