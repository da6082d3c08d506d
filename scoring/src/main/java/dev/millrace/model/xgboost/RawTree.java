package dev.millrace.model.xgboost;

import dev.millrace.model.TreeNodes;
import org.jspecify.annotations.Nullable;

/** A tree as the file has it: arrays by node, filled while its object is read. */
final class RawTree {
  private int @Nullable [] left;
  private int @Nullable [] right;
  private int @Nullable [] feature;
  private float @Nullable [] condition;
  private int @Nullable [] defaultLeft;

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
      case "split_type" -> refuseCategories(in.ints());
      case "categories_nodes" -> refuseCategories(in.ints().length);
      case "tree_param" -> in.members(param -> readParam(param, in));
      default -> in.skip();
    }
  }

  private static void refuseCategories(int... types) {
    for (int type : types) {
      if (type != 0) {
        throw ModelFile.unsupported(
            "the model splits on categories",
            "a categorical split",
            "numeric splits",
            "Encode categories as numbers before training");
      }
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

  TreeNodes nodes(int width) {
    if (left == null
        || right == null
        || feature == null
        || condition == null
        || defaultLeft == null) {
      throw ModelFile.corrupt("a tree lacks its children, features, conditions or default sides");
    }
    boolean[] missingLeft = new boolean[defaultLeft.length];
    for (int i = 0; i < missingLeft.length; i++) {
      missingLeft[i] = defaultLeft[i] != 0;
    }
    return TreeNodes.of(left, right, feature, condition, missingLeft, width);
  }
}
