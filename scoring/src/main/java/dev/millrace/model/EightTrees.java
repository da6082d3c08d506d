package dev.millrace.model;

import java.util.List;

/**
 * Up to eight trees that are walked at once, each hiding the others' memory latency.
 *
 * <p>A node is one long: the key of its threshold above; the position of the row's key and of the
 * right child below, 16 bits each. A leaf holds its value above, looks at the key that is always
 * the highest and names itself as the right child, so that a walk may take more steps than it
 * needs: a fixed number of steps, without branches. The left child stands just before the right
 * one.
 */
final class EightTrees implements TreeGroup {
  static final int COUNT = 8;
  static final int MOST_SLOTS = 1 << 16;
  static final int MOST_NODES = (1 << 16) / COUNT;
  static final int DEEPEST = 12;

  private static final int CHILD = 0xffff;

  private final long[] nodes;
  private final int[] roots;
  private final int[] outputs;
  private final int steps;

  private EightTrees(long[] nodes, int[] roots, int[] outputs, int steps) {
    this.nodes = nodes;
    this.roots = roots;
    this.outputs = outputs;
    this.steps = steps;
  }

  /** True when a tree is small enough to be walked with others. */
  static boolean takes(TreeNodes tree, RowKeys.Slots slots) {
    return tree.size() <= MOST_NODES
        && tree.depth() <= DEEPEST
        && slots.size() + tree.size() <= MOST_SLOTS;
  }

  /**
   * Trees that {@link #takes} took, at most eight; places left over hold trees that are one leaf.
   *
   * @param unread where the leaves of places left over are added
   */
  static EightTrees of(List<TreeNodes> trees, int[] outputs, int unread, RowKeys.Slots slots) {
    int size = COUNT - trees.size();
    int steps = 0;
    for (TreeNodes tree : trees) {
      size += tree.size();
      steps = Math.max(steps, tree.depth());
    }
    long[] nodes = new long[size];
    int[] roots = new int[COUNT];
    int[] to = new int[COUNT];
    for (int t = 0, next = 0; t < COUNT; t++) {
      TreeNodes tree = t < trees.size() ? trees.get(t) : TreeNodes.leaf(0);
      roots[t] = next;
      to[t] = t < trees.size() ? outputs[t] : unread;
      pack(tree, slots, nodes, next);
      next += tree.size();
    }
    return new EightTrees(nodes, roots, to, steps);
  }

  private static void pack(TreeNodes tree, RowKeys.Slots slots, long[] nodes, int root) {
    for (int i = 0, next = root + 1; i < tree.size(); i++) {
      int code = tree.code(i);
      if (code == TreeNodes.LEAF) {
        int bits = Float.floatToRawIntBits(tree.value(i));
        nodes[root + i] = node(bits, RowKeys.HIGHEST, root + i);
      } else {
        nodes[root + i] = node(RowKeys.keyOf(tree.value(i)), slots.slotOf(code), next + 1);
        next += 2;
      }
    }
  }

  private static long node(int above, int slot, int child) {
    return (long) above << 32 | (long) slot << 16 | child;
  }

  @Override
  public void addTo(RowBlock block) {
    long[] nodes = this.nodes;
    float[] sums = block.sums;
    int[] roots = this.roots;
    int[] outputs = this.outputs;
    int most = steps;
    int stride = block.stride;
    int rows = block.rows;
    int[][] rowKeys = block.keys;
    for (int r = 0, sum = 0; r < rows; r++, sum += stride) {
      int[] keys = rowKeys[r];
      long n0 = nodes[roots[0]];
      long n1 = nodes[roots[1]];
      long n2 = nodes[roots[2]];
      long n3 = nodes[roots[3]];
      long n4 = nodes[roots[4]];
      long n5 = nodes[roots[5]];
      long n6 = nodes[roots[6]];
      long n7 = nodes[roots[7]];
      for (int left = most; left > 0; left--) {
        n0 = nodes[next(n0, keys)];
        n1 = nodes[next(n1, keys)];
        n2 = nodes[next(n2, keys)];
        n3 = nodes[next(n3, keys)];
        n4 = nodes[next(n4, keys)];
        n5 = nodes[next(n5, keys)];
        n6 = nodes[next(n6, keys)];
        n7 = nodes[next(n7, keys)];
      }
      sums[sum + outputs[0]] += leaf(n0);
      sums[sum + outputs[1]] += leaf(n1);
      sums[sum + outputs[2]] += leaf(n2);
      sums[sum + outputs[3]] += leaf(n3);
      sums[sum + outputs[4]] += leaf(n4);
      sums[sum + outputs[5]] += leaf(n5);
      sums[sum + outputs[6]] += leaf(n6);
      sums[sum + outputs[7]] += leaf(n7);
    }
  }

  /** Position of the next node: the right child, or one less when the row's key is lower. */
  private static int next(long node, int[] keys) {
    long key = keys[(int) node >>> 16];
    return ((int) node & CHILD) + (int) ((key - (node >> 32)) >> 63);
  }

  private static float leaf(long node) {
    return Float.intBitsToFloat((int) (node >>> 32));
  }
}
