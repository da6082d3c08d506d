package dev.millrace.spi.learn;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.LearnedModel;

/**
 * What a fit gives: the model in our own form, and the trainer's own answer to compare it with.
 * Used by one thread at a time; closed once.
 */
public interface Fitted extends AutoCloseable {
  /** The model; stays usable after {@link #close()}. */
  LearnedModel model();

  /** Rounds, iterations or passes the model keeps, which may be fewer than were made. */
  int rounds();

  /**
   * Margins of the same rounds as the training library computes them, row-major {@code rows x
   * outputs}; the parity check compares our scorer with them.
   */
  double[] trainerMargins(FeatureMatrix features);

  @Override
  void close();
}
