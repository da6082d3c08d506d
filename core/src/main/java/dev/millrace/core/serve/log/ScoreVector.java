package dev.millrace.core.serve.log;

import java.util.Arrays;

/** The scores of one prediction, in the order of the scorer's output. Immutable. */
public final class ScoreVector {
  /** As many outputs as a scorer may have. */
  static final int MOST = 16_384;

  private final double[] values;

  private ScoreVector(double[] values) {
    if (values.length > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " scores, got " + values.length);
    }
    this.values = values;
  }

  /** Makes the array this object's own. */
  public static ScoreVector owning(double[] values) {
    return new ScoreVector(values);
  }

  public static ScoreVector of(double... values) {
    return new ScoreVector(values.clone());
  }

  public int size() {
    return values.length;
  }

  public double at(int index) {
    return values[index];
  }

  /** Equal bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreVector scores && Arrays.equals(values, scores.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
