package dev.millrace.core.history;

/** The number of values. */
final class RunningCount extends RunningValue {
  @Override
  void enter(double value) {}

  @Override
  void leave(double value) {}

  @Override
  void forget() {}

  @Override
  double value() {
    return count();
  }
}
