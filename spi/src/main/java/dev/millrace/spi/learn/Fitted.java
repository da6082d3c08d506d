package dev.millrace.spi.learn;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.LearnedModel;

/** What a fit gives: the model in our own form, and the trainer's own answer to compare it with. */
public interface Fitted extends AutoCloseable {
  LearnedModel model();

  /** Rounds, iterations or passes made. */
  int rounds();

  /**
   * Margins as the training library computes them, row-major {@code rows x outputs}; the parity
   * check compares our scorer with them.
   */
  double[] trainerMargins(FeatureMatrix features);

  @Override
  void close();
}
