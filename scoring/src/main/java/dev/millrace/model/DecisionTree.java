package dev.millrace.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One binary tree of splits of any {@link SplitKind} and leaves in double, in the order of {@link
 * TreeNodes}: breadth first, the children of a split side by side. Immutable.
 */
public final class DecisionTree {
  /** The splits in node order; null at a leaf. */
  private final List<@Nullable Split> splits;

  /** The values of leaves; 0 at a split. */
  private final double[] leaves;

  /** Position of the left child of a split; the right one follows it. */
  private final int[] left;

  private DecisionTree(List<@Nullable Split> splits, double[] leaves, int[] left) {
    this.splits = splits;
    this.leaves = leaves;
    this.left = left;
  }

  /** A tree that is one leaf. */
  public static DecisionTree leaf(double value) {
    List<@Nullable Split> none = new ArrayList<>();
    none.add(null);
    return checked(none, new double[] {value});
  }

  /**
   * The tree whose root is node 0 of these arrays; nodes not reached from it are left out.
   *
   * @param left position of the left child, negative at a leaf
   * @param right position of the right child; not read at a leaf
   * @param split what a node asks; null at a leaf
   * @param leaf value of a leaf; not read at a split
   * @throws dev.millrace.error.MillraceException when this is not a tree, or a leaf is not finite
   */
  public static DecisionTree of(
      int[] left, int[] right, List<@Nullable Split> split, double[] leaf) {
    int nodes = left.length;
    if (nodes == 0 || right.length != nodes || split.size() != nodes || leaf.length != nodes) {
      throw Numbers.invalid(
          "the arrays of a tree are empty or of different lengths",
          nodes + ", " + right.length + ", " + split.size() + ", " + leaf.length,
          "one entry per node in each");
    }
    int[] order = TreeNodes.breadthFirst(left, right);
    List<@Nullable Split> splits = new ArrayList<>(order.length);
    double[] leaves = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      Split asked = left[order[i]] < 0 ? null : split.get(order[i]);
      if (asked == null && left[order[i]] >= 0) {
        throw Numbers.invalid("a node with children asks nothing", order[i], "a split");
      }
      splits.add(asked);
      leaves[i] = asked == null ? leaf[order[i]] : 0;
    }
    return checked(splits, leaves);
  }

  /** A tree from the form itself; list and array become its own. */
  static DecisionTree checked(List<@Nullable Split> splits, double[] leaves) {
    int[] left = new int[leaves.length];
    int next = 1;
    for (int i = 0; i < leaves.length; i++) {
      if (i >= next) {
        throw Numbers.invalid("a tree has nodes no split leads to", i, "a full binary tree");
      }
      if (splits.get(i) != null) {
        left[i] = next;
        next += 2;
      } else if (!Double.isFinite(leaves[i])) {
        throw Numbers.invalid("the leaf at node " + i + " is not finite", leaves[i], "a number");
      }
    }
    if (leaves.length != next) {
      throw Numbers.invalid("a tree has splits without children", leaves.length, next + " nodes");
    }
    return new DecisionTree(splits, leaves, left);
  }

  /** Number of nodes, splits and leaves. */
  public int size() {
    return leaves.length;
  }

  /** What a node asks; null at a leaf. */
  public @Nullable Split split(int node) {
    return splits.get(node);
  }

  /** Value of a leaf. */
  public double leafValue(int node) {
    return leaves[node];
  }

  /** The highest feature any split looks at, -1 without splits. */
  int widestFeature() {
    int widest = -1;
    for (Split split : splits) {
      widest = split == null ? widest : Math.max(widest, split.feature());
    }
    return widest;
  }

  /** The leaf value of the row that starts at {@code from}. */
  double evaluate(float[] values, int from) {
    int node = 0;
    for (Split split = splits.get(0); split != null; split = splits.get(node)) {
      node = split.goesLeft(values[from + split.feature()]) ? left[node] : left[node] + 1;
    }
    return leaves[node];
  }
}
