package dev.millrace.model;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The byte form of learned models: little-endian, one form per model. Equal models have equal bytes
 * and bytes that are accepted are the form of the model they give. {@code spec/scorer-package.md}
 * describes the layout.
 */
public final class ModelBytes {
  private static final byte TREES = 1;
  private static final byte LINEAR = 2;
  private static final byte CONSTANT = 3;
  private static final byte CENTERED = 4;
  private static final byte DECISION_TREES = 5;

  private ModelBytes() {}

  /** The byte form of a model. */
  public static byte[] encode(LearnedModel model) {
    long size = 9L + bodySize(model);
    if (size > Integer.MAX_VALUE - 16) {
      throw Numbers.invalid("the model is too large to store", size + " bytes", "2 GB");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(kind(model)).putInt(model.width()).putInt(model.outputs());
    if (model instanceof TreeEnsemble trees) {
      putTrees(trees, out);
    } else if (model instanceof DecisionTrees trees) {
      DecisionTreeBytes.put(trees, out);
    } else if (model instanceof LinearModel linear) {
      putLinear(linear, out);
    } else if (model instanceof ConstantModel constant) {
      for (int i = 0; i < constant.outputs(); i++) {
        out.putDouble(constant.margin(i));
      }
    }
    return out.array();
  }

  private static byte kind(LearnedModel model) {
    if (model instanceof LinearModel linear) {
      return linear.isCentered() ? CENTERED : LINEAR;
    }
    if (model instanceof DecisionTrees) {
      return DECISION_TREES;
    }
    return model instanceof TreeEnsemble ? TREES : CONSTANT;
  }

  private static long bodySize(LearnedModel model) {
    if (model instanceof TreeEnsemble trees) {
      long nodes = 0;
      for (int t = 0; t < trees.size(); t++) {
        nodes += trees.tree(t).size();
      }
      return 4L * trees.outputs() + 4 + 8L * trees.size() + 8 * nodes;
    }
    if (model instanceof DecisionTrees trees) {
      return DecisionTreeBytes.size(trees);
    }
    if (model instanceof LinearModel linear) {
      long centers = linear.isCentered() ? linear.width() : 0;
      return 8L * (linear.outputs() * (1L + linear.width()) + centers);
    }
    return 8L * model.outputs();
  }

  private static void putTrees(TreeEnsemble trees, ByteBuffer out) {
    for (int i = 0; i < trees.outputs(); i++) {
      out.putFloat(trees.base(i));
    }
    out.putInt(trees.size());
    for (int t = 0; t < trees.size(); t++) {
      TreeNodes tree = trees.tree(t);
      out.putInt(trees.group(t)).putInt(tree.size());
      for (int i = 0; i < tree.size(); i++) {
        out.putInt(tree.code(i)).putFloat(tree.value(i));
      }
    }
  }

  private static void putLinear(LinearModel linear, ByteBuffer out) {
    for (int i = 0; i < linear.outputs(); i++) {
      out.putDouble(linear.intercept(i));
    }
    for (int j = 0; j < linear.width() && linear.isCentered(); j++) {
      out.putDouble(linear.center(j));
    }
    for (int i = 0; i < linear.outputs(); i++) {
      for (int j = 0; j < linear.width(); j++) {
        out.putDouble(linear.coefficient(i, j));
      }
    }
  }

  /**
   * The model of these bytes; all of them must be used.
   *
   * @throws MillraceException when they are not the form of a model
   */
  public static LearnedModel decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(in, 1, 9);
    byte kind = in.get();
    int width = in.getInt();
    int outputs = in.getInt();
    Numbers.requireCount("features", width, Numbers.MAX_WIDTH);
    Numbers.requireSome("outputs", outputs, Numbers.MAX_OUTPUTS);
    LearnedModel model =
        switch (kind) {
          case TREES -> trees(in, width, outputs);
          case LINEAR -> {
            double[] intercepts = doubles(in, outputs);
            yield LinearModel.of(width, intercepts, doubles(in, (long) outputs * width));
          }
          case DECISION_TREES -> DecisionTreeBytes.read(in, width, outputs);
          case CENTERED -> centered(in, width, outputs);
          case CONSTANT -> ConstantModel.of(width, doubles(in, outputs));
          default -> throw corrupt("the kind of model is unknown: " + kind);
        };
    if (in.hasRemaining()) {
      throw corrupt(in.remaining() + " bytes follow the model");
    }
    return model;
  }

  private static LinearModel centered(ByteBuffer in, int width, int outputs) {
    double[] intercepts = doubles(in, outputs);
    double[] centers = doubles(in, width);
    LinearModel model =
        LinearModel.of(width, intercepts, doubles(in, (long) outputs * width), centers);
    if (!model.isCentered()) {
      throw corrupt("all centers are 0, which is written as a linear model without centers");
    }
    return model;
  }

  private static TreeEnsemble trees(ByteBuffer in, int width, int outputs) {
    require(in, outputs + 1L, 4);
    float[] base = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      base[i] = in.getFloat();
    }
    int count = in.getInt();
    require(in, count, 16);
    int[] groups = new int[count];
    List<TreeNodes> trees = new ArrayList<>(count);
    for (int t = 0; t < count; t++) {
      require(in, 2, 4);
      groups[t] = in.getInt();
      int size = in.getInt();
      require(in, size, 8);
      int[] codes = new int[size];
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        codes[i] = in.getInt();
        values[i] = in.getFloat();
      }
      trees.add(TreeNodes.checked(codes, values, width));
    }
    return TreeEnsemble.checked(width, base, trees, groups);
  }

  static double[] doubles(ByteBuffer in, long count) {
    require(in, count, 8);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getDouble();
    }
    return values;
  }

  /** Nothing is allocated for things the bytes left cannot hold. */
  static void require(ByteBuffer in, long count, int size) {
    if (count < 0 || count > in.remaining() / size) {
      throw corrupt("the model is cut off: " + count + " x " + size + " bytes announced");
    }
  }

  static MillraceException corrupt(String what) {
    return Problem.of(ErrorCode.SCORER_CORRUPT, what)
        .next("Get the file again from where it was made")
        .asException();
  }
}
