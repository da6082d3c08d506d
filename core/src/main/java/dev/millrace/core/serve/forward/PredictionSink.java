package dev.millrace.core.serve.forward;

import dev.millrace.error.MillraceException;

/** Takes batches of predictions. */
public interface PredictionSink {
  /**
   * Takes a batch; it has it when this returns.
   *
   * @param name of the batch; the same records sent again have the same name, as long as batches
   *     are cut in the same way
   * @param lines JSON, one record a line
   * @throws MillraceException when it is not known to have it
   */
  void send(String name, byte[] lines);
}
