package dev.millrace.core.serve.log;

/** A record is of a version this program does not know; the reader adds where. */
final class UnknownVersion extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownVersion(int version) {
    super("record version " + version);
  }
}
