package dev.millrace.learners.fit;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;

/** Refuses rows no learner can learn from, before any work is done. */
public final class FitRows {
  /** Largest number of classes. */
  public static final int MOST_CLASSES = 1_000;

  /** Largest absolute value of a number to be predicted; its square must stay a double. */
  public static final float LARGEST_LABEL = 1e30f;

  private static final int MOST_DERIVATIVES = Integer.MAX_VALUE - 8;

  private FitRows() {}

  /**
   * Checks the rows of a fit.
   *
   * @throws dev.millrace.error.MillraceException FEATURE_NONE, SPLIT_EMPTY, LABEL_INVALID,
   *     LABEL_CONSTANT, TRAINING_OUT_OF_MEMORY
   * @throws IllegalArgumentException when task, classes and widths contradict each other: a fault
   *     of the calling code
   */
  public static void check(Task task, TrainingRows train, TrainingRows validation) {
    requireShape(task, train, validation);
    if (train.features().width() == 0) {
      throw Problem.of(ErrorCode.FEATURE_NONE, "there are no features to learn from")
          .next("Name at least one feature in the pipeline")
          .asException();
    }
    if (train.labels().length == 0) {
      throw Problem.of(ErrorCode.SPLIT_EMPTY, "there are no training rows")
          .next("Widen the training part of the split, or extract more rows")
          .asException();
    }
    requireRoom(train);
    requireLabels(task, train, "training rows");
    requireLabels(task, validation, "validation rows");
    if (task != Task.REGRESSION && isConstant(train.labels())) {
      throw Problem.of(ErrorCode.LABEL_CONSTANT, "all training rows have the same class")
          .found("class " + (int) train.labels()[0] + " in " + train.labels().length + " rows")
          .next("Check the label, or split so that every class is among the training rows")
          .asException();
    }
  }

  private static void requireShape(Task task, TrainingRows train, TrainingRows validation) {
    int classes = train.classes();
    boolean fits =
        switch (task) {
          case BINARY -> classes == 2;
          case MULTICLASS -> classes >= 2;
          case REGRESSION -> classes == 1;
        };
    if (!fits) {
      throw new IllegalArgumentException(classes + " classes for " + task);
    }
    if (validation.labels().length > 0
        && (validation.classes() != classes
            || validation.features().width() != train.features().width())) {
      throw new IllegalArgumentException("validation rows differ in classes or width");
    }
    if (classes > MOST_CLASSES) {
      throw Problem.of(ErrorCode.LABEL_INVALID, "the label has too many classes")
          .found(classes)
          .allowed("up to " + MOST_CLASSES)
          .next("Group rare classes, or predict a number instead")
          .asException();
    }
  }

  /** Derivatives are kept in one array. */
  private static void requireRoom(TrainingRows train) {
    int rows = train.labels().length;
    if ((long) rows * train.classes() > MOST_DERIVATIVES) {
      throw Problem.of(
              ErrorCode.TRAINING_OUT_OF_MEMORY, "there are too many rows for this many classes")
          .found(rows + " rows x " + train.classes() + " classes")
          .allowed("a product up to " + MOST_DERIVATIVES)
          .next("Train on a sample of the rows, or group rare classes")
          .asException();
    }
  }

  private static void requireLabels(Task task, TrainingRows rows, String where) {
    float[] labels = rows.labels();
    for (int row = 0; row < labels.length; row++) {
      float label = labels[row];
      boolean fits =
          task == Task.REGRESSION
              ? Math.abs(label) <= LARGEST_LABEL
              : label >= 0 && label < rows.classes() && label == (int) label;
      if (!fits) {
        throw Problem.of(ErrorCode.LABEL_INVALID, "a label cannot be learned")
            .at(where + ", row " + row)
            .found(label)
            .allowed(
                task == Task.REGRESSION
                    ? "numbers from -" + LARGEST_LABEL + " to " + LARGEST_LABEL
                    : "class numbers from 0 to " + (rows.classes() - 1))
            .asException();
      }
    }
  }

  private static boolean isConstant(float[] labels) {
    for (float label : labels) {
      if (label != labels[0]) {
        return false;
      }
    }
    return true;
  }
}
