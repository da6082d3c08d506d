package dev.millrace.model.lightgbm;

import dev.millrace.model.DecisionTrees;
import dev.millrace.model.Link;
import java.util.List;
import java.util.Objects;

/**
 * What a model file of LightGBM holds.
 *
 * @param trees the trees; margins start from 0, and those of a random forest are averaged
 * @param link how the margins become scores
 * @param objective name of the objective it was trained with
 * @param featureNames names of the features in order
 */
public record LightGbmModel(
    DecisionTrees trees, Link link, String objective, List<String> featureNames) {
  public LightGbmModel {
    Objects.requireNonNull(trees);
    Objects.requireNonNull(link);
    Objects.requireNonNull(objective);
    featureNames = List.copyOf(featureNames);
  }
}
