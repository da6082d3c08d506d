package dev.millrace.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The byte form of {@link DecisionTrees}, after kind, width and outputs. */
final class DecisionTreeBytes {
  private static final int LEAF = -1;
  private static final int KIND_BITS = 3;
  private static final byte TO_FLOAT = 0;
  private static final byte TO_DOUBLE = 1;

  private DecisionTreeBytes() {}

  static long size(DecisionTrees model) {
    long size = 1 + 4 + 8L * model.outputs() + 4;
    for (int t = 0; t < model.size(); t++) {
      DecisionTree tree = model.tree(t);
      size += 8;
      for (int i = 0; i < tree.size(); i++) {
        Split split = tree.split(i);
        size += 4;
        if (split == null) {
          size += 8;
        } else {
          size += 4;
          size += split.kind().isCategory() ? 4L * split.categories().size() : 0;
        }
      }
    }
    return size;
  }

  static void put(DecisionTrees model, ByteBuffer out) {
    out.put(model.rounding() == DecisionTrees.Rounding.FLOAT ? TO_FLOAT : TO_DOUBLE)
        .putInt(model.averaged());
    for (int i = 0; i < model.outputs(); i++) {
      out.putDouble(model.base(i));
    }
    out.putInt(model.size());
    for (int t = 0; t < model.size(); t++) {
      DecisionTree tree = model.tree(t);
      out.putInt(model.group(t)).putInt(tree.size());
      for (int i = 0; i < tree.size(); i++) {
        putNode(tree, i, out);
      }
    }
  }

  private static void putNode(DecisionTree tree, int node, ByteBuffer out) {
    Split split = tree.split(node);
    if (split == null) {
      out.putInt(LEAF).putDouble(tree.leafValue(node));
      return;
    }
    int right = split.missing() == Split.Side.RIGHT ? 1 : 0;
    out.putInt(split.feature() << KIND_BITS | split.kind().number() << 1 | right);
    if (!split.kind().isCategory()) {
      out.putFloat(split.threshold());
      return;
    }
    CategorySet categories = split.categories();
    out.putInt(categories.size());
    for (int i = 0; i < categories.size(); i++) {
      out.putInt(categories.at(i));
    }
  }

  static DecisionTrees read(ByteBuffer in, int width, int outputs) {
    ModelBytes.require(in, 1, 5);
    byte rounding = in.get();
    if (rounding != TO_FLOAT && rounding != TO_DOUBLE) {
      throw ModelBytes.corrupt("the rounding of sums is unknown: " + rounding);
    }
    int averaged = in.getInt();
    double[] base = ModelBytes.doubles(in, outputs);
    ModelBytes.require(in, 1, 4);
    int count = in.getInt();
    ModelBytes.require(in, count, 20);
    int[] groups = new int[count];
    List<DecisionTree> trees = new ArrayList<>(count);
    for (int t = 0; t < count; t++) {
      ModelBytes.require(in, 2, 4);
      groups[t] = in.getInt();
      trees.add(readTree(in));
    }
    return DecisionTrees.of(
        width,
        base,
        rounding == TO_FLOAT ? DecisionTrees.Rounding.FLOAT : DecisionTrees.Rounding.DOUBLE,
        averaged,
        trees,
        groups);
  }

  private static DecisionTree readTree(ByteBuffer in) {
    int size = in.getInt();
    ModelBytes.require(in, size, 8);
    List<@Nullable Split> splits = new ArrayList<>(size);
    double[] leaves = new double[size];
    for (int i = 0; i < size; i++) {
      ModelBytes.require(in, 1, 8);
      int code = in.getInt();
      if (code == LEAF) {
        ModelBytes.require(in, 1, 8);
        leaves[i] = in.getDouble();
        splits.add(null);
      } else {
        splits.add(readSplit(code, in));
      }
    }
    return DecisionTree.checked(splits, leaves);
  }

  private static Split readSplit(int code, ByteBuffer in) {
    int feature = code >> KIND_BITS;
    SplitKind kind = SplitKind.numbered(code >> 1);
    Split.Side missing = (code & 1) == 0 ? Split.Side.LEFT : Split.Side.RIGHT;
    if (!kind.isCategory()) {
      return Split.number(feature, kind, missing, in.getFloat());
    }
    int count = in.getInt();
    ModelBytes.require(in, count, 4);
    int[] categories = new int[count];
    for (int i = 0; i < count; i++) {
      categories[i] = in.getInt();
    }
    return Split.category(feature, kind, missing, CategorySet.checked(categories));
  }
}
