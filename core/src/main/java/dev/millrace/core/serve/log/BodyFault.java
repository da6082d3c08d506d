package dev.millrace.core.serve.log;

/** A frame is whole, but its body is no record; the reader turns it into a reported damage. */
final class BodyFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  BodyFault(String what) {
    super(what);
  }
}
