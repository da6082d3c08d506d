package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A forest laid out for speed; computes the same bits as walking its trees one by one. A row
 * becomes integer keys first ({@link RowKeys}); trees are walked eight at a time ({@link
 * EightTrees}), or alone when they are too deep or too large for that ({@link TreeWalk}). Rows are
 * taken in blocks: a group of trees stays in the nearest cache while a block goes through it, and
 * the leaves of a row are always added in tree order.
 */
final class PackedForest {
  private final RowKeys keys;
  private final List<TreeGroup> groups;

  private PackedForest(RowKeys keys, List<TreeGroup> groups) {
    this.keys = keys;
    this.groups = groups;
  }

  static PackedForest of(List<TreeNodes> trees, int[] outputs, int unread) {
    RowKeys.Slots slots = new RowKeys.Slots();
    List<TreeGroup> groups = new ArrayList<>();
    for (int from = 0; from < outputs.length; ) {
      int to = from;
      while (to < Math.min(from + EightTrees.COUNT, outputs.length)
          && EightTrees.takes(trees.get(to), slots)) {
        giveSlots(trees.get(to), slots);
        to++;
      }
      if (to > from) {
        int[] some = Arrays.copyOfRange(outputs, from, to);
        groups.add(EightTrees.of(trees.subList(from, to), some, unread, slots));
      } else {
        groups.add(new TreeWalk(trees.get(to), outputs[to]));
        to++;
      }
      from = to;
    }
    return new PackedForest(slots.build(), List.copyOf(groups));
  }

  private static void giveSlots(TreeNodes tree, RowKeys.Slots slots) {
    for (int i = 0; i < tree.size(); i++) {
      if (tree.code(i) != TreeNodes.LEAF) {
        int given = slots.slotOf(tree.code(i));
        assert given > RowKeys.HIGHEST;
      }
    }
  }

  void margins(FeatureMatrix features, float[] base, double[] out) {
    RowBlock block = new RowBlock(features, keys, base);
    for (int first = 0; first < features.rows(); first += block.rows) {
      block.start(first, features.rows());
      for (TreeGroup group : groups) {
        group.addTo(block);
      }
      block.finish(out, first);
    }
  }
}
