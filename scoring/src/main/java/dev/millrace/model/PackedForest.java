package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A forest laid out for speed; computes the same bits as walking its trees one by one.
 *
 * <p>A row becomes integer keys first ({@link RowKeys}). A node is one long: the key of its
 * threshold above, the position of the row's key and of the right child below. A leaf holds its
 * value above, looks at the key that is always the highest and names itself as the right child, so
 * that a walk may take more steps than it needs. A fixed number of steps without branches lets
 * eight trees be walked at once, each hiding the others' memory latency. Trees too deep or too
 * large for that are walked one by one, stopping at the leaf.
 *
 * <p>Rows are taken in blocks and trees in chunks that stay in the cache; the leaves of a row are
 * always added in tree order.
 */
final class PackedForest {
  private static final int CHILD_BITS = 13;
  private static final int CHILD_MASK = (1 << CHILD_BITS) - 1;
  private static final int DEEPEST = 12;
  private static final int MOST_SLOTS = 1 << (32 - CHILD_BITS);
  private static final int TOGETHER = 8;
  private static final int NOT_TOGETHER = -1;
  private static final int MOST_ROWS_PER_BLOCK = 64;
  private static final int KEYS_PER_BLOCK = 1 << 16;
  private static final int NODES_PER_CHUNK = 1 << 15;

  private final RowKeys keys;
  private final int[] groups;
  private final long[] nodes;
  private final int[] starts;
  private final int[] steps;
  private final @Nullable TreeWalk[] walks;

  private PackedForest(
      RowKeys keys,
      int[] groups,
      long[] nodes,
      int[] starts,
      int[] steps,
      @Nullable TreeWalk[] walks) {
    this.keys = keys;
    this.groups = groups;
    this.nodes = nodes;
    this.starts = starts;
    this.steps = steps;
    this.walks = walks;
  }

  static PackedForest of(List<TreeNodes> trees, int[] groups) {
    RowKeys.Slots slots = new RowKeys.Slots();
    int[] starts = new int[trees.size() + 1];
    @Nullable TreeWalk[] walks = new TreeWalk[trees.size()];
    int[] depths = new int[trees.size()];
    for (int t = 0; t < walks.length; t++) {
      TreeNodes tree = trees.get(t);
      depths[t] = tree.depth();
      boolean packs =
          depths[t] <= DEEPEST
              && tree.size() <= CHILD_MASK + 1
              && slots.size() + tree.size() <= MOST_SLOTS;
      if (!packs) {
        walks[t] = new TreeWalk(tree);
      }
      starts[t + 1] = Math.addExact(starts[t], packs ? tree.size() : 0);
      for (int i = 0; packs && i < tree.size(); i++) {
        if (tree.code(i) != TreeNodes.LEAF) {
          slots.slotOf(tree.code(i));
        }
      }
    }
    long[] nodes = new long[starts[walks.length]];
    for (int t = 0; t < walks.length; t++) {
      if (walks[t] == null) {
        pack(trees.get(t), slots, nodes, starts[t]);
      }
    }
    return new PackedForest(slots.build(), groups, nodes, starts, stepsOf(depths, walks), walks);
  }

  private static void pack(TreeNodes tree, RowKeys.Slots slots, long[] nodes, int start) {
    for (int i = 0, next = 1; i < tree.size(); i++) {
      int code = tree.code(i);
      if (code == TreeNodes.LEAF) {
        nodes[start + i] = node(Float.floatToRawIntBits(tree.value(i)), RowKeys.HIGHEST, i);
      } else {
        nodes[start + i] = node(RowKeys.keyOf(tree.value(i)), slots.slotOf(code), next + 1);
        next += 2;
      }
    }
  }

  private static long node(int above, int slot, int child) {
    return (long) above << 32 | (long) slot << CHILD_BITS | child;
  }

  /** Steps for the eight trees from each tree on, when they can be walked together. */
  private static int[] stepsOf(int[] depths, @Nullable TreeWalk[] walks) {
    int[] steps = new int[depths.length];
    for (int t = 0; t < depths.length; t++) {
      steps[t] = t + TOGETHER <= depths.length ? 0 : NOT_TOGETHER;
      for (int i = t; steps[t] != NOT_TOGETHER && i < t + TOGETHER; i++) {
        steps[t] = walks[i] == null ? Math.max(steps[t], depths[i]) : NOT_TOGETHER;
      }
    }
    return steps;
  }

  void margins(FeatureMatrix features, float[] base, double[] out) {
    int outputs = base.length;
    int block = Math.max(1, Math.min(MOST_ROWS_PER_BLOCK, KEYS_PER_BLOCK / keys.size()));
    int most = Math.min(block, features.rows());
    int[] rowKeys = new int[most * keys.size()];
    float[] sums = new float[most * outputs];
    for (int first = 0; first < features.rows(); first += block) {
      int rows = Math.min(block, features.rows() - first);
      for (int r = 0; r < rows; r++) {
        keys.write(features.values(), (first + r) * features.width(), rowKeys, r * keys.size());
        System.arraycopy(base, 0, sums, r * outputs, outputs);
      }
      for (int from = 0; from < groups.length; ) {
        int to = chunkEnd(from);
        for (int r = 0; r < rows; r++) {
          int row = (first + r) * features.width();
          add(from, to, rowKeys, r * keys.size(), features.values(), row, sums, r * outputs);
        }
        from = to;
      }
      for (int i = 0; i < rows * outputs; i++) {
        out[first * outputs + i] = sums[i];
      }
    }
  }

  private int chunkEnd(int from) {
    int to = from + 1;
    while (to < groups.length && starts[to + 1] - starts[from] <= NODES_PER_CHUNK) {
      to++;
    }
    return to;
  }

  /** Adds the leaves of some trees to the sums of one row. */
  private void add(
      int from, int to, int[] rowKeys, int at, float[] values, int row, float[] sums, int sum) {
    int t = from;
    while (t < to) {
      if (t + TOGETHER <= to && steps[t] != NOT_TOGETHER) {
        addTogether(t, rowKeys, at, sums, sum);
        t += TOGETHER;
      } else {
        TreeWalk walk = walks[t];
        sums[sum + groups[t]] += walk == null ? one(t, rowKeys, at) : walk.leaf(values, row);
        t++;
      }
    }
  }

  private float one(int tree, int[] rowKeys, int at) {
    long node = nodes[starts[tree]];
    for (int i = 0, last = -1; i != last; ) {
      last = i;
      i = step(node, rowKeys, at);
      node = nodes[starts[tree] + i];
    }
    return leaf(node);
  }

  private void addTogether(int t, int[] rowKeys, int at, float[] sums, int sum) {
    long[] nodes = this.nodes;
    int s0 = starts[t];
    int s1 = starts[t + 1];
    int s2 = starts[t + 2];
    int s3 = starts[t + 3];
    int s4 = starts[t + 4];
    int s5 = starts[t + 5];
    int s6 = starts[t + 6];
    int s7 = starts[t + 7];
    long n0 = nodes[s0];
    long n1 = nodes[s1];
    long n2 = nodes[s2];
    long n3 = nodes[s3];
    long n4 = nodes[s4];
    long n5 = nodes[s5];
    long n6 = nodes[s6];
    long n7 = nodes[s7];
    for (int left = steps[t]; left > 0; left--) {
      n0 = nodes[s0 + step(n0, rowKeys, at)];
      n1 = nodes[s1 + step(n1, rowKeys, at)];
      n2 = nodes[s2 + step(n2, rowKeys, at)];
      n3 = nodes[s3 + step(n3, rowKeys, at)];
      n4 = nodes[s4 + step(n4, rowKeys, at)];
      n5 = nodes[s5 + step(n5, rowKeys, at)];
      n6 = nodes[s6 + step(n6, rowKeys, at)];
      n7 = nodes[s7 + step(n7, rowKeys, at)];
    }
    sums[sum + groups[t]] += leaf(n0);
    sums[sum + groups[t + 1]] += leaf(n1);
    sums[sum + groups[t + 2]] += leaf(n2);
    sums[sum + groups[t + 3]] += leaf(n3);
    sums[sum + groups[t + 4]] += leaf(n4);
    sums[sum + groups[t + 5]] += leaf(n5);
    sums[sum + groups[t + 6]] += leaf(n6);
    sums[sum + groups[t + 7]] += leaf(n7);
  }

  /**
   * Position of the next node within the tree: the right child, or one less when the key is low.
   */
  private static int step(long node, int[] rowKeys, int at) {
    long key = rowKeys[at + ((int) node >>> CHILD_BITS)];
    return ((int) node & CHILD_MASK) + (int) ((key - (node >> 32)) >> 63);
  }

  private static float leaf(long node) {
    return Float.intBitsToFloat((int) (node >>> 32));
  }
}
