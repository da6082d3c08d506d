package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;
import java.util.List;

/**
 * Trees whose leaves are added up. The margin of output {@code g} starts from {@code base(g)}; the
 * leaves of the trees of group {@code g} are added to it in tree order, all in float: the same sum
 * in the same order as XGBoost's, hence the same bits. Immutable.
 */
public final class TreeEnsemble implements LearnedModel {
  private final int width;
  private final float[] base;
  private final List<TreeNodes> trees;
  private final int[] groups;
  private final PackedForest packed;

  private TreeEnsemble(int width, float[] base, List<TreeNodes> trees, int[] groups) {
    this.width = width;
    this.base = base;
    this.trees = trees;
    this.groups = groups;
    this.packed = PackedForest.of(trees, groups, base.length);
  }

  /** The builder's way in: everything has been checked but how the parts fit together. */
  static TreeEnsemble checked(int width, float[] base, List<TreeNodes> trees, int[] groups) {
    Numbers.requireCount("features", width, Numbers.MAX_WIDTH);
    Numbers.requireSome("outputs", base.length, Numbers.MAX_OUTPUTS);
    Numbers.requireFinite("base margin", base);
    for (int group : groups) {
      Numbers.requireCount("a tree's output", group, base.length - 1);
    }
    return new TreeEnsemble(width, base, List.copyOf(trees), groups);
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
  public float base(int output) {
    return base[output];
  }

  /** Number of trees. */
  public int size() {
    return trees.size();
  }

  /** A tree, in the order of addition. */
  public TreeNodes tree(int position) {
    return trees.get(position);
  }

  /** The output a tree's leaves are added to. */
  public int group(int tree) {
    return groups[tree];
  }

  /** These trees starting from other base margins, one per output. */
  public TreeEnsemble withBase(float... margins) {
    if (margins.length != base.length) {
      throw Numbers.invalid("one base margin per output", margins.length, "" + base.length);
    }
    return checked(width, margins.clone(), trees, groups);
  }

  /** The first trees only, as many as asked for; what early stopping keeps. */
  public TreeEnsemble first(int count) {
    if (count < 0 || count > trees.size()) {
      throw new IllegalArgumentException(count + " of " + trees.size() + " trees");
    }
    return checked(width, base, trees.subList(0, count), java.util.Arrays.copyOf(groups, count));
  }

  @Override
  public void margins(FeatureMatrix features, double[] out) {
    LearnedModel.requireSizes(this, features, out);
    packed.margins(features, base, out);
  }
}
