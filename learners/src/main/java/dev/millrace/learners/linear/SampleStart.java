package dev.millrace.learners.linear;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.ClassCounts;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.spi.learn.TrainingRows;
import java.util.Optional;

/**
 * Where the search over many rows starts: at the answer for some of them, evenly spread. It lies
 * close to the answer for all, which is then found in a few passes over all rows in place of many.
 * The answer itself does not depend on the start. Which rows are taken depends on their number
 * alone.
 */
final class SampleStart {
  /** Rows of the sample, at least; of fewer than four times as many none is taken. */
  private static final int ROWS = 1 << 16;

  private static final int MOST_STEPS = 20;

  /** The answer for all rows is further away than the steps that promise less. */
  private static final double ENOUGH = 1e-3;

  /** A class of fewer rows in the sample would lead its intercept astray. */
  private static final int LEAST_OF_CLASS = 20;

  private final TrainingRows all;
  private final Standardization standard;
  private final MarginLoss loss;
  private final double l2;
  private final RowBlocks blocks;

  SampleStart(
      TrainingRows all, Standardization standard, MarginLoss loss, double l2, RowBlocks blocks) {
    this.all = all;
    this.standard = standard;
    this.loss = loss;
    this.l2 = l2;
    this.blocks = blocks;
  }

  /**
   * Improves parameters for the sample, in place; nothing happens when the rows are few.
   *
   * @return an approximate inverse of the second derivatives over all rows, if one was made
   */
  Optional<Preconditioner> improve(double[] parameters, Runnable goOn) {
    int step = all.labels().length / ROWS;
    if (step < 4) {
      return Optional.empty();
    }
    TrainingRows sample = everyNth(step);
    if (!hasAllClasses(sample)) {
      return Optional.empty();
    }
    PenalizedLoss target =
        new PenalizedLoss(sample.features(), sample.labels(), standard, loss, l2 / step, blocks);
    NewtonSearch search = new NewtonSearch(target, parameters, Optional.empty(), ENOUGH, goOn);
    for (int i = 0; i < MOST_STEPS && !search.finished(); i++) {
      search.step();
    }
    target.evaluate(parameters, new double[parameters.length]);
    return Optional.of(scaled(target.preconditioner(), step));
  }

  private TrainingRows everyNth(int step) {
    int width = all.features().width();
    int rows = (all.labels().length + step - 1) / step;
    float[] values = new float[rows * width];
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(all.features().values(), row * step * width, values, row * width, width);
      labels[row] = all.labels()[row * step];
    }
    return new TrainingRows(new FeatureMatrix(rows, width, values), labels, all.classes());
  }

  private boolean hasAllClasses(TrainingRows sample) {
    return all.classes() < 2
        || ClassCounts.of(sample.labels(), sample.classes()).least() >= LEAST_OF_CLASS;
  }

  /** The second derivatives over all rows are so many times those over the sample. */
  private static Preconditioner scaled(Preconditioner sample, int step) {
    return new Preconditioner() {
      @Override
      public void apply(double[] vector, double[] product) {
        sample.apply(vector, product);
        for (int i = 0; i < product.length; i++) {
          product[i] /= step;
        }
      }

      @Override
      public int cost() {
        return sample.cost();
      }
    };
  }
}
