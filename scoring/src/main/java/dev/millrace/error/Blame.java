package dev.millrace.error;

/**
 * Whose move it is after a failure; exit code and HTTP status follow from it unless the code itself
 * says otherwise.
 */
public enum Blame {
  /** The caller used a command, a key or a request wrongly. */
  CALLER(2, 400),
  /** The data is not what was declared or cannot be read. */
  DATA(4, 422),
  /** The model did not reach what was demanded of it. */
  MODEL(3, 409),
  /** A limit of memory, disk, time or concurrency was reached; the same call may succeed later. */
  CAPACITY(1, 503),
  /** The program or its storage is at fault. */
  OURS(1, 500);

  private final int exitCode;
  private final int httpStatus;

  Blame(int exitCode, int httpStatus) {
    this.exitCode = exitCode;
    this.httpStatus = httpStatus;
  }

  /** Exit code of a command that ends this way. */
  public int exitCode() {
    return exitCode;
  }

  /** HTTP status of a request that ends this way. */
  public int httpStatus() {
    return httpStatus;
  }
}
