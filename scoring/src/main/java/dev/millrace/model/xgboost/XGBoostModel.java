package dev.millrace.model.xgboost;

import dev.millrace.model.Link;
import dev.millrace.model.TreeEnsemble;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a model file of XGBoost holds.
 *
 * @param trees the trees and the margins they start from
 * @param link how the margins become scores
 * @param objective name of the objective it was trained with
 * @param featureNames names of the features in order; empty when it was trained without names
 * @param treesPerRound trees each boosting round added
 * @param bestRound round that early stopping found best, counted from 0, when it was used
 */
public record XGBoostModel(
    TreeEnsemble trees,
    Link link,
    String objective,
    List<String> featureNames,
    int treesPerRound,
    OptionalInt bestRound) {
  public XGBoostModel {
    Objects.requireNonNull(trees);
    Objects.requireNonNull(link);
    Objects.requireNonNull(bestRound);
    featureNames = List.copyOf(featureNames);
  }

  /** The trees of the first rounds only. */
  public TreeEnsemble firstRounds(int rounds) {
    return trees.first(Math.toIntExact(Math.min((long) rounds * treesPerRound, trees.size())));
  }
}
