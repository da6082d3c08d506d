package dev.millrace.testkit.learn;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows made up from a seed. The label follows the first features, partly along straight lines and
 * partly not, with noise; features are bell-shaped, skewed, of few values, or in thousands, and one
 * in ten values of every third one is missing. Rows of different seeds follow the same law.
 */
public final class MadeRows {
  private MadeRows() {}

  /** Rows for a task: two classes, three, or a number. */
  public static TrainingRows of(Task task, int rows, int width, long seed) {
    return of(task, task == Task.MULTICLASS ? 3 : task == Task.BINARY ? 2 : 1, rows, width, seed);
  }

  /** Rows for a task with this many classes, 1 for a number. */
  public static TrainingRows of(Task task, int classes, int rows, int width, long seed) {
    float[] values = new float[Math.multiplyExact(rows, width)];
    float[] labels = new float[rows];
    SplittableRandom random = new SplittableRandom(seed);
    double[] row = new double[Math.max(width, 5)];
    for (int i = 0; i < rows; i++) {
      Arrays.fill(row, 0);
      for (int j = 0; j < width; j++) {
        double bell = bell(random);
        row[j] = bell;
        boolean missing = j % 3 == 1 && random.nextInt(10) == 0;
        values[i * width + j] = missing ? Float.NaN : (float) shaped(j, bell);
      }
      labels[i] = (float) label(task, classes, row, random);
    }
    return new TrainingRows(new FeatureMatrix(rows, width, values), labels, classes);
  }

  /** No rows of the same features and classes. */
  public static TrainingRows none(TrainingRows like) {
    return new TrainingRows(
        new FeatureMatrix(0, like.features().width(), new float[0]), new float[0], like.classes());
  }

  /** These rows with other labels. */
  public static TrainingRows labelled(TrainingRows rows, float... labels) {
    return new TrainingRows(rows.features(), labels, rows.classes());
  }

  /** The first rows of these. */
  public static TrainingRows first(TrainingRows rows, int count) {
    FeatureMatrix features = rows.features();
    float[] values = Arrays.copyOf(features.values(), count * features.width());
    return new TrainingRows(
        new FeatureMatrix(count, features.width(), values),
        Arrays.copyOf(rows.labels(), count),
        rows.classes());
  }

  /** A standard normal number; the JDK's own may differ in the last bit between machines. */
  private static double bell(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private static double shaped(int feature, double bell) {
    return switch (feature % 5) {
      case 0 -> bell;
      case 1 -> StrictMath.exp(bell);
      case 2 -> Math.rint(bell);
      case 3 -> Math.rint(3 * bell);
      default -> 1000 * bell + 5000;
    };
  }

  private static double label(Task task, int classes, double[] row, SplittableRandom random) {
    double pull =
        1.5 * row[0] + row[1] - 0.7 * row[4] + StrictMath.sin(2 * row[2]) + row[3] * row[0];
    double noise = bell(random);
    return switch (task) {
      case REGRESSION -> 100 + 20 * pull + 10 * noise;
      case BINARY -> pull + noise > 0.5 ? 1 : 0;
      case MULTICLASS ->
          Math.clamp(StrictMath.floor((pull + 0.5 * noise + 3) * classes / 6), 0, classes - 1);
    };
  }
}
