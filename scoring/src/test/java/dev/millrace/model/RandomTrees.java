package dev.millrace.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ensembles of random shape, kept both as pointer arrays and as a {@link TreeEnsemble}; the arrays
 * give the margins by a walk that is plain enough to trust.
 */
final class RandomTrees {
  /** Values on which comparisons go wrong when they do. */
  static final float[] HARD = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0.0f,
    -0.0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1.0f,
    -1.0f,
    Math.nextUp(1.0f),
    Math.nextDown(1.0f)
  };

  final int width;
  final float[] base;
  final PointerTree[] trees;
  final TreeEnsemble ensemble;

  private RandomTrees(int width, float[] base, PointerTree[] trees) {
    this.width = width;
    this.base = base;
    this.trees = trees;
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(width, base);
    for (int t = 0; t < trees.length; t++) {
      builder.add(trees[t].nodes(width), t % base.length);
    }
    this.ensemble = builder.build();
  }

  static RandomTrees grow(SplittableRandom random, int count, int width, int outputs, int depth) {
    PointerTree[] trees = new PointerTree[count];
    for (int t = 0; t < count; t++) {
      trees[t] = PointerTree.grow(random, width, random.nextInt(depth + 1));
    }
    float[] base = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      base[i] = (float) random.nextGaussian();
    }
    return new RandomTrees(width, base, trees);
  }

  /** Rows of ordinary and hard values, some equal to a threshold that occurs. */
  float[] rows(SplittableRandom random, int rows) {
    float[] values = new float[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (random.nextInt(4)) {
            case 0 -> HARD[random.nextInt(HARD.length)];
            case 1 -> anyThreshold(random);
            default -> (float) random.nextGaussian();
          };
    }
    return values;
  }

  private float anyThreshold(SplittableRandom random) {
    float[] values = trees[random.nextInt(trees.length)].value;
    return values[random.nextInt(values.length)];
  }

  double[] naiveMargins(float[] values) {
    int rows = values.length / width;
    double[] out = new double[rows * base.length];
    for (int row = 0; row < rows; row++) {
      float[] sums = base.clone();
      float[] features = Arrays.copyOfRange(values, row * width, (row + 1) * width);
      for (int t = 0; t < trees.length; t++) {
        sums[t % sums.length] += trees[t].leaf(features);
      }
      for (int i = 0; i < sums.length; i++) {
        out[row * sums.length + i] = sums[i];
      }
    }
    return out;
  }

  /** A tree with child positions in any order, as libraries keep them. */
  static final class PointerTree {
    final int[] left;
    final int[] right;
    final int[] feature;
    final float[] value;
    final boolean[] missingLeft;
    private int size;

    private PointerTree(int nodes) {
      left = new int[nodes];
      right = new int[nodes];
      feature = new int[nodes];
      value = new float[nodes];
      missingLeft = new boolean[nodes];
    }

    static PointerTree grow(SplittableRandom random, int width, int depth) {
      int room = depth < 12 ? 4 << depth : 2 * 4096 + 1;
      PointerTree tree = new PointerTree(room);
      tree.grow(random, width, depth, random.nextInt(3));
      return tree;
    }

    /** Depth first: not the order of the canonical form. */
    private int grow(SplittableRandom random, int width, int depth, int shape) {
      int node = size++;
      boolean split = depth > 0 && width > 0 && size < left.length / 2;
      if (!split) {
        left[node] = -1;
        value[node] = (float) (random.nextGaussian() / 8);
        return node;
      }
      feature[node] = random.nextInt(width);
      missingLeft[node] = random.nextBoolean();
      float hard = HARD[1 + random.nextInt(HARD.length - 1)];
      value[node] = random.nextInt(3) == 0 ? hard : (float) random.nextGaussian();
      int below = shape == 0 ? depth - 1 : random.nextInt(depth);
      if (depth > 13) {
        below = 0;
      }
      left[node] = grow(random, width, depth - 1, shape);
      right[node] = grow(random, width, below, shape);
      return node;
    }

    float leaf(float[] row) {
      int node = 0;
      while (left[node] >= 0) {
        float x = row[feature[node]];
        boolean goesLeft = Float.isNaN(x) ? missingLeft[node] : x < value[node];
        node = goesLeft ? left[node] : right[node];
      }
      return value[node];
    }

    TreeNodes nodes(int width) {
      return TreeNodes.of(
          Arrays.copyOf(left, size),
          Arrays.copyOf(right, size),
          Arrays.copyOf(feature, size),
          Arrays.copyOf(value, size),
          Arrays.copyOf(missingLeft, size),
          width);
    }
  }
}
