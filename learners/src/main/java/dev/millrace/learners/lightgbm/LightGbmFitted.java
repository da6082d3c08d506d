package dev.millrace.learners.lightgbm;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.DecisionTree;
import dev.millrace.model.DecisionTrees;
import dev.millrace.model.lightgbm.LightGbmModelReader;
import dev.millrace.spi.learn.Fitted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Trees in our form, and the library's booster they were read from. */
final class LightGbmFitted implements Fitted {
  private final NativeRows rows;
  private final NativeBooster booster;
  private final StartMargins start;
  private final DecisionTrees model;
  private final int rounds;
  private final Growth growth;

  private LightGbmFitted(
      NativeRows rows,
      NativeBooster booster,
      StartMargins start,
      DecisionTrees model,
      int rounds,
      Growth growth) {
    this.rows = rows;
    this.booster = booster;
    this.start = start;
    this.model = model;
    this.rounds = rounds;
    this.growth = growth;
  }

  /** Keeps the trees of the first rounds; rows and booster become this object's own. */
  static LightGbmFitted of(
      NativeRows rows, NativeBooster booster, StartMargins start, int rounds, Growth growth) {
    // Trained with derivatives of our own; the objective named here is not part of the trees.
    String objective = start.outputs() == 1 ? "regression" : "multiclass";
    DecisionTrees grown =
        LightGbmModelReader.read(booster.save(rounds).getBytes(StandardCharsets.UTF_8), objective)
            .trees();
    return new LightGbmFitted(
        rows, booster, start, withStart(grown, start, growth.divisor(rounds)), rounds, growth);
  }

  /** The start is added last, as a tree that is one leaf: what the library sums up comes first. */
  private static DecisionTrees withStart(DecisionTrees grown, StartMargins start, int divisor) {
    List<DecisionTree> trees = new ArrayList<>();
    int[] groups = new int[grown.size() + start.outputs()];
    for (int t = 0; t < grown.size(); t++) {
      trees.add(grown.tree(t));
      groups[t] = grown.group(t);
    }
    for (int c = 0; c < start.outputs(); c++) {
      trees.add(DecisionTree.leaf(start.of(c) * divisor));
      groups[grown.size() + c] = c;
    }
    return DecisionTrees.of(
        grown.width(),
        new double[start.outputs()],
        DecisionTrees.Rounding.DOUBLE,
        divisor,
        trees,
        groups);
  }

  @Override
  public DecisionTrees model() {
    return model;
  }

  @Override
  public int rounds() {
    return rounds;
  }

  @Override
  public double[] trainerMargins(FeatureMatrix features) {
    int divisor = growth.divisor(rounds);
    double[] margins = booster.margins(features, rounds);
    for (int i = 0; i < margins.length; i++) {
      double sum = margins[i] + start.of(i % start.outputs()) * divisor;
      margins[i] = divisor > 1 ? sum / divisor : sum;
    }
    return margins;
  }

  @Override
  public void close() {
    booster.close();
    rows.close();
  }
}
