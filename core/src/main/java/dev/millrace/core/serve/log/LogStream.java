package dev.millrace.core.serve.log;

import java.util.Optional;

/** The two streams, each in a folder of its own. */
public enum LogStream {
  PREDICTIONS(1, "predictions"),
  LABELS(2, "labels");

  private final int code;
  private final String folder;

  LogStream(int code, String folder) {
    this.code = code;
    this.folder = folder;
  }

  /** Its number in a segment's header. */
  int code() {
    return code;
  }

  /** Name of its folder. */
  public String folder() {
    return folder;
  }

  static Optional<LogStream> ofCode(int code) {
    return switch (code) {
      case 1 -> Optional.of(PREDICTIONS);
      case 2 -> Optional.of(LABELS);
      default -> Optional.empty();
    };
  }
}
