package dev.millrace.model.xgboost;

import dev.millrace.model.DecisionTrees;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.Link;
import dev.millrace.model.TreeEnsemble;
import dev.millrace.model.TreeEnsembleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a model file, which may come in any order, until they can be put together. */
final class RawModel {
  private static final Set<String> BOOSTERS = Set.of("gbtree", "dart");

  private final List<RawTree> trees = new ArrayList<>();
  private final List<String> featureNames = new ArrayList<>();
  private int[] treeInfo = new int[0];
  private @Nullable String booster;
  private @Nullable String objective;
  private float @Nullable [] baseScores;
  private float @Nullable [] treeWeights;
  private int width = -1;
  private int classes;
  private int targets = 1;
  private int parallelTrees = 1;
  private OptionalInt bestRound = OptionalInt.empty();

  void readLearner(Document in) {
    in.members(
        name -> {
          switch (name) {
            case "attributes" -> in.members(attribute -> readAttribute(attribute, in));
            case "feature_names" -> in.items(() -> featureNames.add(in.text()));
            case "gradient_booster" -> in.members(member -> readBooster(member, in));
            case "learner_model_param" -> in.members(param -> readParam(param, in));
            case "objective" -> in.members(member -> readObjective(member, in));
            default -> in.skip();
          }
        });
  }

  private void readAttribute(String name, Document in) {
    String value = in.text();
    if (name.equals("best_iteration")) {
      bestRound = OptionalInt.of(whole(name, value));
    }
  }

  private void readObjective(String name, Document in) {
    if (name.equals("name")) {
      objective = in.text();
    } else {
      in.skip();
    }
  }

  private void readBooster(String name, Document in) {
    switch (name) {
      case "name" -> booster = in.text();
      case "model" -> in.members(member -> readTrees(member, in));
      case "gbtree" -> in.members(member -> readDropoutTrees(member, in));
      case "weight_drop" -> treeWeights = in.floats();
      default -> in.skip();
    }
  }

  /** A booster with dropout holds a booster of trees, which has a name too. */
  private void readDropoutTrees(String name, Document in) {
    if (name.equals("model")) {
      in.members(member -> readTrees(member, in));
    } else {
      in.skip();
    }
  }

  private void readTrees(String name, Document in) {
    switch (name) {
      case "trees" -> in.items(() -> trees.add(RawTree.read(in)));
      case "tree_info" -> treeInfo = in.ints();
      case "gbtree_model_param" ->
          in.members(
              param -> {
                String value = in.text();
                if (param.equals("num_parallel_tree")) {
                  parallelTrees = Math.max(1, whole(param, value));
                }
              });
      default -> in.skip();
    }
  }

  private void readParam(String name, Document in) {
    if (name.equals("base_score")) {
      baseScores = in.startsArray() ? in.floats() : baseScores(in.text());
      return;
    }
    String value = in.text();
    switch (name) {
      case "num_feature" -> width = whole(name, value);
      case "num_class" -> classes = whole(name, value);
      case "num_target" -> targets = whole(name, value);
      default -> {}
    }
  }

  /** {@code 5E-1} of older versions, {@code [5E-1]} or {@code [1E-1,2E-1]} since 3.1. */
  private static float[] baseScores(String text) {
    boolean listed = text.startsWith("[") && text.endsWith("]") && text.length() > 2;
    String[] parts = (listed ? text.substring(1, text.length() - 1) : text).split(",", -1);
    float[] scores = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        scores[i] = Float.parseFloat(parts[i]);
      } catch (NumberFormatException e) {
        throw ModelFile.corrupt("base_score is no number");
      }
    }
    return scores;
  }

  private static int whole(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ModelFile.corrupt(name + " is no whole number");
    }
  }

  XGBoostModel build() {
    refuseOtherBoosters();
    if (objective == null || baseScores == null || width < 0) {
      throw ModelFile.corrupt("it lacks its objective, base_score or num_feature");
    }
    Objective meaning = Objective.named(objective);
    float[] base = baseMargins(meaning, baseScores);
    if (treeInfo.length != trees.size()) {
      throw ModelFile.corrupt(trees.size() + " trees, and groups for " + treeInfo.length);
    }
    weighTrees();
    LearnedModel model =
        trees.stream().anyMatch(RawTree::asksForCategories) ? decisions(base) : ensemble(base);
    return new XGBoostModel(
        model, meaning.link(), objective, featureNames, treesPerRound(), bestRound);
  }

  private TreeEnsemble ensemble(float[] base) {
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(width, base);
    for (int t = 0; t < treeInfo.length; t++) {
      builder.add(trees.get(t).nodes(width), treeInfo[t]);
    }
    return builder.build();
  }

  private DecisionTrees decisions(float[] base) {
    double[] starts = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      starts[i] = base[i];
    }
    return DecisionTrees.of(
        width,
        starts,
        DecisionTrees.Rounding.FLOAT,
        1,
        trees.stream().map(RawTree::decisions).toList(),
        treeInfo);
  }

  private void weighTrees() {
    if ("dart".equals(booster) != (treeWeights != null)) {
      throw ModelFile.corrupt("weights of trees belong to the booster dart and to no other");
    }
    if (treeWeights == null) {
      return;
    }
    if (treeWeights.length != trees.size()) {
      throw ModelFile.corrupt(trees.size() + " trees, and weights for " + treeWeights.length);
    }
    for (int t = 0; t < treeWeights.length; t++) {
      trees.get(t).weigh(treeWeights[t]);
    }
  }

  private void refuseOtherBoosters() {
    if (booster == null || !BOOSTERS.contains(booster)) {
      throw ModelFile.unsupported(
          "the booster of the model is not supported",
          String.valueOf(booster),
          "gbtree, dart",
          "Train with booster gbtree or dart");
    }
    if (targets > 1) {
      throw ModelFile.unsupported(
          "the model predicts several targets",
          targets + " targets",
          "one target",
          "Train one model for each target");
    }
  }

  private int treesPerRound() {
    if (parallelTrees > 1 << 16) {
      throw ModelFile.corrupt("num_parallel_tree is " + parallelTrees);
    }
    return parallelTrees * outputs();
  }

  private int outputs() {
    return Math.max(1, classes);
  }

  private float[] baseMargins(Objective meaning, float[] scores) {
    if ((meaning.link() == Link.SOFTMAX) != (classes >= 2)) {
      throw ModelFile.corrupt(classes + " classes do not fit the objective");
    }
    if (scores.length != 1 && scores.length != outputs() || outputs() > 1 << 14) {
      throw ModelFile.corrupt(scores.length + " base scores for " + outputs() + " outputs");
    }
    float[] margins = new float[outputs()];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = meaning.margin(scores[scores.length == 1 ? 0 : i]);
    }
    return margins;
  }
}
