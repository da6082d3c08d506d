package dev.millrace.core.serve.log;

/**
 * Takes records as they are read.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface RecordSink<T> {
  /**
   * The next record.
   *
   * @param node whose it is
   * @param sequence its number among the node's records of this stream
   */
  void next(T value, NodeId node, long sequence);
}
