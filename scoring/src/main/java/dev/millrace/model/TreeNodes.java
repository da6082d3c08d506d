package dev.millrace.model;

import java.util.Arrays;

/**
 * One binary tree in its only form: breadth first, root at 0, the two children of a split side by
 * side, children of earlier splits before those of later ones. The form needs no child pointers
 * (the n-th split's children are nodes {@code 2n + 1} and {@code 2n + 2}), so it cannot hold a
 * cycle, a shared child or an unreachable node. Immutable.
 *
 * <p>A row goes left at a split when {@code value < threshold} in float, and to the split's default
 * side when its value is missing.
 */
public final class TreeNodes {
  /** Code of a leaf; a split has {@code 2 * feature}, plus 1 when missing values go right. */
  static final int LEAF = -1;

  private final int[] codes;
  private final float[] values;

  private TreeNodes(int[] codes, float[] values) {
    this.codes = codes;
    this.values = values;
  }

  /** A tree that is one leaf. */
  public static TreeNodes leaf(float value) {
    return checked(new int[] {LEAF}, new float[] {value}, 0);
  }

  /**
   * The tree whose root is node 0 of these arrays; nodes not reached from it are left out.
   *
   * @param left position of the left child, negative at a leaf
   * @param right position of the right child; not read at a leaf
   * @param feature feature a split looks at; not read at a leaf
   * @param value threshold of a split, value of a leaf
   * @param missingLeft true where missing values go left; not read at a leaf
   * @param width number of features there are
   * @throws dev.millrace.error.MillraceException when this is not a tree, or a number is out of
   *     range
   */
  public static TreeNodes of(
      int[] left, int[] right, int[] feature, float[] value, boolean[] missingLeft, int width) {
    int nodes = left.length;
    if (nodes == 0
        || right.length != nodes
        || feature.length != nodes
        || value.length != nodes
        || missingLeft.length != nodes) {
      throw Numbers.invalid(
          "the arrays of a tree are empty or of different lengths",
          Arrays.toString(
              new int[] {nodes, right.length, feature.length, value.length, missingLeft.length}),
          "one entry per node in each");
    }
    int[] order = breadthFirst(left, right);
    int[] codes = new int[order.length];
    float[] values = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      int node = order[i];
      values[i] = value[node];
      codes[i] = LEAF;
      if (left[node] >= 0) {
        requireFeature(node, feature[node], width);
        codes[i] = 2 * feature[node] + (missingLeft[node] ? 0 : 1);
      }
    }
    return checked(codes, values, width);
  }

  /** A tree from the form itself; the arrays become its own. */
  static TreeNodes checked(int[] codes, float[] values, int width) {
    int splits = 0;
    for (int i = 0; i < codes.length; i++) {
      if (i > 2L * splits) {
        throw Numbers.invalid("a tree has nodes no split leads to", i, "a full binary tree");
      }
      if (codes[i] == LEAF) {
        if (Float.isNaN(values[i]) || Float.isInfinite(values[i])) {
          throw Numbers.invalid("the leaf at node " + i + " is not finite", values[i], "a number");
        }
        continue;
      }
      requireFeature(i, codes[i] >> 1, width);
      if (Float.isNaN(values[i])) {
        throw Numbers.invalid("the threshold at node " + i + " is no number", "NaN", "a number");
      }
      splits++;
    }
    if (codes.length != 2L * splits + 1) {
      throw Numbers.invalid(
          "a tree has splits without children", codes.length, (2L * splits + 1) + " nodes");
    }
    return new TreeNodes(codes, values);
  }

  private static void requireFeature(int node, int feature, int width) {
    if (feature < 0 || feature >= width) {
      throw Numbers.invalid(
          "the split at node " + node + " looks at a feature that is not there",
          feature,
          "0 to " + (width - 1));
    }
  }

  /** The nodes reached from node 0, in breadth-first order; refuses what is not a tree. */
  static int[] breadthFirst(int[] left, int[] right) {
    boolean[] seen = new boolean[left.length];
    int[] order = new int[left.length];
    int count = 1;
    seen[0] = true;
    for (int i = 0; i < count; i++) {
      int node = order[i];
      if (left[node] >= 0) {
        order[count++] = child(node, left[node], seen);
        order[count++] = child(node, right[node], seen);
      }
    }
    return Arrays.copyOf(order, count);
  }

  private static int child(int parent, int child, boolean[] seen) {
    if (child < 0 || child >= seen.length || seen[child]) {
      throw Numbers.invalid(
          "a child of node " + parent + " is not there or has two parents",
          child,
          "an unused node, 1 to " + (seen.length - 1));
    }
    seen[child] = true;
    return child;
  }

  /** Number of nodes, splits and leaves. */
  public int size() {
    return codes.length;
  }

  /** The highest feature any split looks at, -1 without splits. */
  int widestFeature() {
    int widest = -1;
    for (int code : codes) {
      widest = Math.max(widest, code >> 1);
    }
    return widest;
  }

  /** Splits on the longest way from the root to a leaf. */
  int depth() {
    int depth = 0;
    int end = 1;
    for (int i = 0, next = 1; i < codes.length; i++) {
      if (i == end) {
        depth++;
        end = next;
      }
      next += codes[i] == LEAF ? 0 : 2;
    }
    return depth;
  }

  int code(int node) {
    return codes[node];
  }

  float value(int node) {
    return values[node];
  }
}
