package dev.millrace.model;

/** Walks one tree of any shape, split by split, until a leaf. */
final class TreeWalk implements TreeGroup {
  private final int[] codes;
  private final float[] values;
  private final int[] left;
  private final int output;

  TreeWalk(TreeNodes tree, int output) {
    this.codes = new int[tree.size()];
    this.values = new float[tree.size()];
    this.left = new int[tree.size()];
    this.output = output;
    for (int i = 0, next = 1; i < codes.length; i++) {
      codes[i] = tree.code(i);
      values[i] = tree.value(i);
      left[i] = next;
      next += codes[i] == TreeNodes.LEAF ? 0 : 2;
    }
  }

  @Override
  public void addTo(RowBlock block) {
    for (int r = 0; r < block.rows; r++) {
      block.sums[r * block.stride + output] += leaf(block.values, block.from + r * block.width);
    }
  }

  private float leaf(float[] features, int from) {
    int node = 0;
    for (int code = codes[0]; code != TreeNodes.LEAF; code = codes[node]) {
      float value = features[from + (code >> 1)];
      boolean goesLeft = Float.isNaN(value) ? (code & 1) == 0 : value < values[node];
      node = goesLeft ? left[node] : left[node] + 1;
    }
    return values[node];
  }
}
