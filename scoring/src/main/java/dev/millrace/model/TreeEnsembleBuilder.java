package dev.millrace.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the trees of an ensemble in the order their leaves are added. Not thread-safe. */
public final class TreeEnsembleBuilder {
  private final int width;
  private final float[] base;
  private final List<TreeNodes> trees = new ArrayList<>();
  private int[] groups = new int[16];

  /**
   * Starts an ensemble.
   *
   * @param width features per row
   * @param base what the margin of each output starts from, one per output
   */
  public TreeEnsembleBuilder(int width, float... base) {
    this.width = width;
    this.base = base.clone();
  }

  /** Adds a tree whose leaves count towards this output. */
  public TreeEnsembleBuilder add(TreeNodes tree, int group) {
    if (trees.size() == groups.length) {
      groups = Arrays.copyOf(groups, groups.length * 2);
    }
    groups[trees.size()] = group;
    trees.add(tree);
    return this;
  }

  /**
   * The ensemble of what was added.
   *
   * @throws dev.millrace.error.MillraceException when the parts do not fit together
   */
  public TreeEnsemble build() {
    return TreeEnsemble.checked(
        width, base.clone(), checkedTrees(), Arrays.copyOf(groups, trees.size()));
  }

  private List<TreeNodes> checkedTrees() {
    for (int t = 0; t < trees.size(); t++) {
      if (trees.get(t).widestFeature() >= width) {
        throw Numbers.invalid(
            "tree " + t + " looks at a feature that is not there",
            trees.get(t).widestFeature(),
            "0 to " + (width - 1));
      }
    }
    return trees;
  }
}
