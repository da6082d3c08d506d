package dev.millrace.model.xgboost;

import dev.millrace.error.MillraceException;
import dev.millrace.model.CategorySet;
import dev.millrace.model.DecisionTree;
import dev.millrace.model.Split;
import dev.millrace.model.SplitKind;
import dev.millrace.model.TreeNodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree as the file has it: arrays by node, filled while its object is read. */
final class RawTree {
  private int @Nullable [] left;
  private int @Nullable [] right;
  private int @Nullable [] feature;
  private float @Nullable [] condition;
  private int @Nullable [] defaultLeft;
  private int[] splitType = {};
  private int[] categories = {};
  private int[] categoryNodes = {};
  private int[] categorySegments = {};
  private int[] categorySizes = {};

  static RawTree read(Document in) {
    RawTree tree = new RawTree();
    in.members(name -> tree.readMember(name, in));
    return tree;
  }

  private void readMember(String name, Document in) {
    switch (name) {
      case "left_children" -> left = in.ints();
      case "right_children" -> right = in.ints();
      case "split_indices" -> feature = in.ints();
      case "split_conditions" -> condition = in.floats();
      case "default_left" -> defaultLeft = in.ints();
      case "split_type" -> splitType = in.ints();
      case "categories" -> categories = in.ints();
      case "categories_nodes" -> categoryNodes = in.ints();
      case "categories_segments" -> categorySegments = in.ints();
      case "categories_sizes" -> categorySizes = in.ints();
      case "tree_param" -> in.members(param -> readParam(param, in));
      default -> in.skip();
    }
  }

  private static void readParam(String name, Document in) {
    String value = in.text();
    if (name.equals("size_leaf_vector") && !value.equals("0") && !value.equals("1")) {
      throw ModelFile.unsupported(
          "the leaves of the model hold vectors",
          "size_leaf_vector " + value,
          "one value per leaf",
          "Train with multi_strategy one_output_per_tree");
    }
  }

  /** True when a split asks for a category. */
  boolean asksForCategories() {
    return categoryNodes.length > 0 || Arrays.stream(splitType).anyMatch(type -> type != 0);
  }

  /** Multiplies the leaves by the weight that dropout left the tree, in float. */
  void weigh(float weight) {
    if (left == null || condition == null) {
      throw incomplete();
    }
    for (int i = 0; i < Math.min(left.length, condition.length); i++) {
      condition[i] = left[i] < 0 ? condition[i] * weight : condition[i];
    }
  }

  TreeNodes nodes(int width) {
    if (left == null
        || right == null
        || feature == null
        || condition == null
        || defaultLeft == null) {
      throw incomplete();
    }
    boolean[] missingLeft = new boolean[defaultLeft.length];
    for (int i = 0; i < missingLeft.length; i++) {
      missingLeft[i] = defaultLeft[i] != 0;
    }
    return TreeNodes.of(left, right, feature, condition, missingLeft, width);
  }

  /**
   * The tree with splits on categories. The file names the categories that go right; all else goes
   * left. Ours has the named ones on the left, so the children change places.
   */
  DecisionTree decisions() {
    if (left == null
        || right == null
        || feature == null
        || condition == null
        || defaultLeft == null) {
      throw incomplete();
    }
    int nodes = left.length;
    if (right.length != nodes
        || feature.length != nodes
        || condition.length != nodes
        || defaultLeft.length != nodes
        || splitType.length != nodes) {
      throw ModelFile.corrupt("the arrays of a tree have different lengths");
    }
    List<@Nullable CategorySet> sets = categorySets(nodes);
    int[] yes = left.clone();
    int[] no = right.clone();
    List<@Nullable Split> splits = new ArrayList<>(nodes);
    double[] leaves = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      CategorySet named = sets.get(i);
      boolean missingLeft = defaultLeft[i] != 0;
      if (left[i] < 0) {
        splits.add(null);
        leaves[i] = condition[i];
      } else if (splitType[i] == 0) {
        splits.add(Split.number(feature[i], SplitKind.NUMBER, side(missingLeft), condition[i]));
      } else if (splitType[i] == 1 && named != null) {
        splits.add(Split.category(feature[i], SplitKind.CATEGORY, side(!missingLeft), named));
        yes[i] = right[i];
        no[i] = left[i];
      } else {
        throw ModelFile.corrupt("a split of type " + splitType[i] + " has no categories");
      }
    }
    return DecisionTree.of(yes, no, splits, leaves);
  }

  private static Split.Side side(boolean left) {
    return left ? Split.Side.LEFT : Split.Side.RIGHT;
  }

  private List<@Nullable CategorySet> categorySets(int nodes) {
    List<@Nullable CategorySet> sets = new ArrayList<>(nodes);
    for (int i = 0; i < nodes; i++) {
      sets.add(null);
    }
    if (categorySegments.length != categoryNodes.length
        || categorySizes.length != categoryNodes.length) {
      throw ModelFile.corrupt("the categories of a tree have different lengths");
    }
    int end = 0;
    for (int i = 0; i < categoryNodes.length; i++) {
      int from = categorySegments[i];
      int size = categorySizes[i];
      int node = categoryNodes[i];
      // Segments follow each other, so no bytes of the file are taken twice.
      if (node < 0 || node >= nodes || from != end || size < 0 || size > categories.length - from) {
        throw ModelFile.corrupt("the categories of node " + node + " are not there");
      }
      end = from + size;
      sets.set(node, CategorySet.of(Arrays.copyOfRange(categories, from, end)));
    }
    return sets;
  }

  private static MillraceException incomplete() {
    return ModelFile.corrupt("a tree lacks its children, features, conditions or default sides");
  }
}
