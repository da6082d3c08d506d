package dev.millrace.core.evaluate;

import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.learn.Task;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Scored rows made by hand or from a seed. */
final class MadeScores {
  private MadeScores() {}

  static ScoredRows binary(double[] scores, int... labels) {
    float[] classes = new float[labels.length];
    for (int row = 0; row < labels.length; row++) {
      classes[row] = labels[row];
    }
    long[] hashes = IntStream.range(0, labels.length).mapToLong(RowHash::finish).toArray();
    return new ScoredRows(Task.BINARY, 2, scores, classes, hashes);
  }

  /** Scores in (0, 1) on a grid of so many steps, so that some are tied. */
  static ScoredRows random(SplittableRandom random, int rows, int steps) {
    double[] scores =
        random.doubles(rows).map(v -> (int) (v * steps + 1) / (steps + 2.0)).toArray();
    int[] labels = random.ints(rows, 0, 2).toArray();
    return binary(scores, labels);
  }

  static int[] all(ScoredRows rows) {
    return IntStream.range(0, rows.rows()).toArray();
  }
}
