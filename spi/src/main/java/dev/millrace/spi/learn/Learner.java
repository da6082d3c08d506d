package dev.millrace.spi.learn;

/** One fit. Runs on the calling thread plus the threads it was allowed; closed once. */
public interface Learner extends AutoCloseable {
  /**
   * Learns from the training rows; validation rows only decide when to stop.
   *
   * <p>Equal inputs and settings give equal model bytes, whatever {@link FitControl#threads()} is.
   *
   * @throws dev.millrace.error.MillraceException TRAINING_FAILED, TRAINING_CANCELLED,
   *     TRAINING_OUT_OF_MEMORY, LEARNER_SETTING_INVALID
   */
  Fitted fit(TrainingRows train, TrainingRows validation, FitControl control);

  @Override
  void close();
}
