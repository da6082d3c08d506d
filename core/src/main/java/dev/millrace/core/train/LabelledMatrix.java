package dev.millrace.core.train;

import dev.millrace.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Features, labels and hashes of some rows, grown block by block: the state of {@link
 * MatrixCollector}. Not thread-safe.
 */
public final class LabelledMatrix {
  final int width;
  final List<float[]> features = new ArrayList<>();
  final List<float[]> labels = new ArrayList<>();
  final List<long[]> hashes = new ArrayList<>();
  private long rows;

  LabelledMatrix(int width) {
    this.width = width;
  }

  void add(float[] blockFeatures, float[] blockLabels, long[] blockHashes) {
    features.add(blockFeatures);
    labels.add(blockLabels);
    hashes.add(blockHashes);
    rows += blockLabels.length;
  }

  void addAll(LabelledMatrix other) {
    features.addAll(other.features);
    labels.addAll(other.labels);
    hashes.addAll(other.hashes);
    rows += other.rows;
  }

  public long rows() {
    return rows;
  }

  /** All features as one matrix; the blocks are let go as they are copied. */
  public FeatureMatrix takeFeatures() {
    float[] all = new float[Math.toIntExact(Math.multiplyExact(rows, width))];
    int at = 0;
    for (int i = 0; i < features.size(); i++) {
      float[] block = features.set(i, new float[0]);
      int length = labels.get(i).length * width;
      System.arraycopy(block, 0, all, at, length);
      at += length;
    }
    return new FeatureMatrix((int) rows, width, all);
  }

  /** Labels in row order. */
  public float[] labelArray() {
    float[] all = new float[Math.toIntExact(rows)];
    int at = 0;
    for (float[] block : labels) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    return all;
  }

  /** Row hashes in row order. */
  public long[] hashArray() {
    long[] all = new long[Math.toIntExact(rows)];
    int at = 0;
    for (long[] block : hashes) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    return all;
  }
}
