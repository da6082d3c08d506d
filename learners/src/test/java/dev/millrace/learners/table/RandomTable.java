package dev.millrace.learners.table;

import dev.millrace.feature.FeatureMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows for a random model: the first columns are categories by number, the others numbers with many
 * zeros and missing values; the label depends on both.
 */
public final class RandomTable {
  public static final int CATEGORIES = 2;

  public final int rows;
  public final int width;
  public final float[] values;
  public final float[] labels;

  /**
   * A table of random rows.
   *
   * @param classes classes of the label; 0 for positive numbers, 1 for numbers of any sign
   */
  public RandomTable(SplittableRandom random, int rows, int width, int classes) {
    this.rows = rows;
    this.width = width;
    this.values = new float[rows * width];
    this.labels = new float[rows];
    int[] most = {3 + random.nextInt(4), 5 + random.nextInt(60)};
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        float value =
            j < CATEGORIES ? random.nextInt(most[j]) : (float) (random.nextGaussian() * (j + 1));
        int chance = random.nextInt(10);
        value = chance == 0 ? Float.NaN : chance == 1 ? 0 : value;
        values[row * width + j] = value;
        double effect = j < CATEGORIES ? (value * 7 % 5) - 2 : value;
        sum += Float.isNaN(value) ? 0.7 : effect;
      }
      sum += random.nextGaussian();
      labels[row] =
          switch (classes) {
            case 0 -> (float) Math.rint(Math.exp(Math.min(5, Math.abs(sum) / 4)));
            case 1 -> (float) sum;
            default -> Math.floorMod((int) Math.rint(sum / 2), classes);
          };
    }
  }

  /** The table as a model reads it. */
  public FeatureMatrix seen() {
    return new FeatureMatrix(rows, width, values);
  }

  /** Rows of values the trainer has not seen: unseen categories, fractions, extremes. */
  public FeatureMatrix hard(SplittableRandom random) {
    float[] odd = {
      Float.NaN,
      0f,
      -0f,
      -1f,
      -0.5f,
      -0.99f,
      0.5f,
      2.7f,
      31f,
      32f,
      63f,
      64f,
      100f,
      1e6f,
      3e9f,
      -3e9f,
      16777216f,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.MIN_VALUE,
      1e-35f,
      -1e-35f,
      1.1e-35f,
      1e-36f
    };
    float[] some = Arrays.copyOf(values, values.length);
    for (int i = 0; i < some.length; i++) {
      if (random.nextInt(3) == 0) {
        some[i] = odd[random.nextInt(odd.length)];
      }
    }
    return new FeatureMatrix(rows, width, some);
  }
}
