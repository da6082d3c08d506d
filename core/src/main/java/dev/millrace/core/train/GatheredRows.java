package dev.millrace.core.train;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.learn.TrainingRows;
import java.util.Objects;

/** The rows of a job, side by side, in cut order. */
public record GatheredRows(TrainingRows train, TrainingRows validation, FeatureMatrix test) {
  public GatheredRows {
    Objects.requireNonNull(train);
    Objects.requireNonNull(validation);
    Objects.requireNonNull(test);
  }
}
