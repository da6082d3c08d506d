package dev.millrace.core.serve.log;

/** What became of a record that was handed to a log. */
public enum Fate {
  /** Taken; the acknowledgement will tell one of the others. */
  QUEUED,
  /** In the log, as durable as the log's settings promise. */
  KEPT,
  /** Not wanted: the sampling left it out. */
  SAMPLED_OUT,
  /** Lost: more came than could be written. */
  QUEUE_FULL,
  /** Lost: it is larger than a record may be. */
  TOO_LARGE,
  /** Lost: the disk is full. */
  DISK_FULL,
  /** Lost: the operating system refused to write for another reason. */
  WRITE_FAILED,
  /** Lost: the log is closed. */
  CLOSED;

  /** True when the record should be in the log and is not. */
  public boolean isLoss() {
    return switch (this) {
      case QUEUED, KEPT, SAMPLED_OUT -> false;
      case QUEUE_FULL, TOO_LARGE, DISK_FULL, WRITE_FAILED, CLOSED -> true;
    };
  }
}
