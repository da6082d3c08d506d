package dev.millrace.core.train;

/** Where the rows of a job come from. */
@FunctionalInterface
public interface RowSource {
  /**
   * Gathers them; TRAINING_OUT_OF_MEMORY when the features of a side do not fit.
   *
   * @param mostBytes memory the features of one side may take
   */
  GatheredRows gather(TrainJob job, long mostBytes);
}
