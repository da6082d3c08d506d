package dev.millrace.learners.linear;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.LinearModel;
import dev.millrace.spi.learn.Fitted;

/** A linear model in our form, and the standardized one it was made from. */
final class LinearFitted implements Fitted {
  private final StandardizedModel trained;
  private final LinearModel model;
  private final int rounds;

  LinearFitted(StandardizedModel trained, int rounds) {
    this.trained = trained;
    this.model = trained.unstandardized();
    this.rounds = rounds;
  }

  @Override
  public LinearModel model() {
    return model;
  }

  @Override
  public int rounds() {
    return rounds;
  }

  @Override
  public double[] trainerMargins(FeatureMatrix features) {
    return trained.margins(features);
  }

  @Override
  public void close() {}
}
