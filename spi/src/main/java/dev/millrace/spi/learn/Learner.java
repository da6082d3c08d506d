package dev.millrace.spi.learn;

/** One fit. Runs on the calling thread plus the threads it was allowed; closed once. */
public interface Learner extends AutoCloseable {
  /**
   * Learns from the training rows; validation rows only decide when to stop and what is reported.
   *
   * <p>Equal inputs and settings give equal model bytes, whatever {@link FitControl#threads()} is.
   *
   * @param train at least one row and one feature; at least two classes among the labels of a
   *     classification
   * @param validation rows of the same features and classes; none is allowed
   * @throws dev.millrace.error.MillraceException FEATURE_NONE, SPLIT_EMPTY, LABEL_INVALID,
   *     LABEL_CONSTANT for rows it cannot learn from; TRAINING_CANCELLED, TRAINING_OUT_OF_MEMORY,
   *     TRAINING_FAILED, LEARNER_SETTING_INVALID
   */
  Fitted fit(TrainingRows train, TrainingRows validation, FitControl control);

  @Override
  void close();
}
