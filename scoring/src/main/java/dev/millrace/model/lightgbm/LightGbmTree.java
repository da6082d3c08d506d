package dev.millrace.model.lightgbm;

import dev.millrace.model.CategorySet;
import dev.millrace.model.DecisionTree;
import dev.millrace.model.Split;
import dev.millrace.model.SplitKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the lines of one tree into our form. Splits are numbered from 0, and leaves apart. */
final class LightGbmTree {
  private static final int CATEGORICAL = 1;
  private static final int DEFAULT_LEFT = 2;
  private static final int MISSING_SHIFT = 2;
  private static final float NEAREST_TO_ZERO = 1e-35f;
  private static final int MOST_WORDS = 1 << 26;

  private final int[] feature;
  private final double[] threshold;
  private final int[] decision;
  private final int[] boundaries;
  private final int[] categoryBits;

  private LightGbmTree(KeyedLines lines, int splits) {
    feature = lines.wholes("split_feature", splits);
    threshold = lines.reals("threshold", splits);
    decision = lines.wholes("decision_type", splits);
    int sets = lines.whole("num_cat", 0, splits);
    boundaries = sets == 0 ? new int[1] : lines.wholes("cat_boundaries", sets + 1);
    categoryBits = sets == 0 ? new int[0] : lines.bits("cat_threshold", boundaries[sets]);
    requireBoundaries();
  }

  /** Every word of bits belongs to one set, so a set takes no bytes of the file twice. */
  private void requireBoundaries() {
    if (categoryBits.length > MOST_WORDS) {
      throw ModelText.corrupt("cat_threshold has more bits than there are categories");
    }
    for (int i = 0; i < boundaries.length; i++) {
      if (i == 0 ? boundaries[0] != 0 : boundaries[i] < boundaries[i - 1]) {
        throw ModelText.corrupt("cat_boundaries do not ascend from 0");
      }
    }
  }

  /** The tree of these lines. */
  static DecisionTree read(KeyedLines lines) {
    if (lines.has("is_linear") && lines.whole("is_linear", 0, 1) == 1) {
      throw ModelText.unsupported(
          "the leaves of the model are linear models",
          "linear_tree",
          "one value per leaf",
          "Train without linear_tree");
    }
    int leaves = lines.whole("num_leaves", 1, Integer.MAX_VALUE);
    double[] values = lines.reals("leaf_value", leaves);
    if (leaves == 1) {
      return DecisionTree.leaf(values[0]);
    }
    int splits = leaves - 1;
    LightGbmTree tree = new LightGbmTree(lines, splits);
    int[] left = new int[splits + leaves];
    int[] right = new int[splits + leaves];
    Arrays.fill(left, -1);
    children(lines.wholes("left_child", splits), leaves, left);
    children(lines.wholes("right_child", splits), leaves, right);
    List<@Nullable Split> asked = new ArrayList<>(left.length);
    double[] leaf = new double[left.length];
    boolean[] taken = new boolean[tree.boundaries.length];
    for (int i = 0; i < left.length; i++) {
      asked.add(i < splits ? tree.split(i, taken) : null);
      leaf[i] = i < splits ? 0 : values[i - splits];
    }
    return DecisionTree.of(left, right, asked, leaf);
  }

  /** A child that is a leaf has the complement of the leaf's number. */
  private static void children(int[] child, int leaves, int[] into) {
    for (int i = 0; i < child.length; i++) {
      int leaf = ~child[i];
      if (child[i] >= child.length || leaf >= leaves) {
        throw ModelText.corrupt("split " + i + " leads to " + child[i] + ", which is not there");
      }
      into[i] = child[i] >= 0 ? child[i] : child.length + leaf;
    }
  }

  private Split split(int node, boolean[] taken) {
    Split.Side side = (decision[node] & DEFAULT_LEFT) == 0 ? Split.Side.RIGHT : Split.Side.LEFT;
    if ((decision[node] & CATEGORICAL) != 0) {
      return Split.category(
          feature[node],
          SplitKind.CATEGORY_OF_WHOLE_PART,
          Split.Side.RIGHT,
          categories(node, taken));
    }
    float below = firstAbove(threshold[node]);
    return switch (decision[node] >> MISSING_SHIFT) {
      // Without a rule for missing values the library takes them for zero.
      case 0 ->
          Split.number(
              feature[node],
              SplitKind.NUMBER,
              threshold[node] >= 0 ? Split.Side.LEFT : Split.Side.RIGHT,
              below);
      case 1 -> Split.number(feature[node], SplitKind.NUMBER_OR_ZERO_MISSING, side, below);
      case 2 -> Split.number(feature[node], SplitKind.NUMBER, side, below);
      default -> throw ModelText.corrupt("decision_type is " + decision[node]);
    };
  }

  /**
   * The least float above a threshold: a float is at most the threshold exactly when it is less
   * than this one. The library takes numbers within 1e-35 of zero for zero before it compares.
   */
  static float firstAbove(double threshold) {
    if (Double.isNaN(threshold)) {
      throw ModelText.corrupt("a threshold is no number");
    }
    if (Math.abs(threshold) <= NEAREST_TO_ZERO) {
      return threshold < 0 ? -NEAREST_TO_ZERO : Math.nextUp(NEAREST_TO_ZERO);
    }
    float nearest = (float) threshold;
    return nearest > threshold ? nearest : Math.nextUp(nearest);
  }

  private CategorySet categories(int node, boolean[] taken) {
    double number = threshold[node];
    int set = (int) number;
    if (set != number || set < 0 || set >= boundaries.length - 1 || taken[set]) {
      throw ModelText.corrupt("the categories of split " + node + " are not there");
    }
    taken[set] = true;
    int[] members = new int[16];
    int count = 0;
    for (int word = boundaries[set]; word < boundaries[set + 1]; word++) {
      for (int bits = categoryBits[word]; bits != 0; bits &= bits - 1) {
        members = count == members.length ? Arrays.copyOf(members, 2 * count) : members;
        members[count++] =
            (word - boundaries[set]) * Integer.SIZE + Integer.numberOfTrailingZeros(bits);
      }
    }
    return CategorySet.of(Arrays.copyOf(members, count));
  }
}
