package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;
import java.util.List;
import java.util.Objects;

/**
 * Trees that {@link TreeEnsemble} cannot hold: splits on categories, zero as a missing value, or
 * leaves in double. The margin of output {@code g} starts from {@code base(g)}; the leaves of the
 * trees of group {@code g} are added in tree order; at the end the sum is divided by {@code
 * averaged}. Sums are rounded as the library that grew the trees rounds them, hence the same bits.
 * Immutable.
 */
public final class DecisionTrees implements LearnedModel {
  /** What a sum is rounded to after each addition. */
  public enum Rounding {
    /** XGBoost's sums. */
    FLOAT,
    /** LightGBM's sums. */
    DOUBLE
  }

  private final int width;
  private final double[] base;
  private final Rounding rounding;
  private final int averaged;
  private final List<DecisionTree> trees;
  private final int[] groups;

  private DecisionTrees(
      int width,
      double[] base,
      Rounding rounding,
      int averaged,
      List<DecisionTree> trees,
      int[] groups) {
    this.width = width;
    this.base = base;
    this.rounding = rounding;
    this.averaged = averaged;
    this.trees = trees;
    this.groups = groups;
  }

  /**
   * An ensemble of these trees.
   *
   * @param width features per row
   * @param base what the margin of each output starts from, finite
   * @param averaged what sums are divided by, at least 1
   * @param groups output each tree's leaves are added to
   * @throws dev.millrace.error.MillraceException when the parts do not fit together
   */
  public static DecisionTrees of(
      int width,
      double[] base,
      Rounding rounding,
      int averaged,
      List<DecisionTree> trees,
      int[] groups) {
    Objects.requireNonNull(rounding);
    Numbers.requireCount("features", width, Numbers.MAX_WIDTH);
    Numbers.requireSome("outputs", base.length, Numbers.MAX_OUTPUTS);
    Numbers.requireFinite("base margin", base);
    Numbers.requireSome("rounds averaged", averaged, Integer.MAX_VALUE);
    if (groups.length != trees.size()) {
      throw Numbers.invalid("one output per tree", groups.length, "" + trees.size());
    }
    for (int t = 0; t < groups.length; t++) {
      Numbers.requireCount("a tree's output", groups[t], base.length - 1);
      if (trees.get(t).widestFeature() >= width) {
        throw Numbers.invalid(
            "tree " + t + " looks at a feature that is not there",
            trees.get(t).widestFeature(),
            "0 to " + (width - 1));
      }
    }
    return new DecisionTrees(
        width, base.clone(), rounding, averaged, List.copyOf(trees), groups.clone());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int outputs() {
    return base.length;
  }

  /** What an output's margin starts from. */
  public double base(int output) {
    return base[output];
  }

  /** How sums are rounded. */
  public Rounding rounding() {
    return rounding;
  }

  /** What sums are divided by. */
  public int averaged() {
    return averaged;
  }

  /** Number of trees. */
  public int size() {
    return trees.size();
  }

  /** A tree, in the order of addition. */
  public DecisionTree tree(int position) {
    return trees.get(position);
  }

  /** The output a tree's leaves are added to. */
  public int group(int tree) {
    return groups[tree];
  }

  @Override
  public void margins(FeatureMatrix features, double[] out) {
    LearnedModel.requireSizes(this, features, out);
    for (int row = 0; row < features.rows(); row++) {
      System.arraycopy(base, 0, out, row * base.length, base.length);
    }
    for (int t = 0; t < groups.length; t++) {
      add(trees.get(t), groups[t], features, out);
    }
    if (averaged > 1) {
      for (int i = 0; i < features.rows() * base.length; i++) {
        out[i] = rounded(out[i] / averaged);
      }
    }
  }

  private void add(DecisionTree tree, int group, FeatureMatrix features, double[] out) {
    for (int row = 0, at = group; row < features.rows(); row++, at += base.length) {
      out[at] = rounded(out[at] + tree.evaluate(features.values(), row * width));
    }
  }

  /** The sum of two floats has the same bits when it is rounded to double first. */
  private double rounded(double sum) {
    return rounding == Rounding.FLOAT ? (float) sum : sum;
  }
}
