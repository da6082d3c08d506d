package dev.millrace.core.history;

/** A statistic of the values in a window that moves; values leave in the order they came. */
abstract sealed class RunningValue permits RunningCount, RunningExtreme, RunningSum {
  private long count;

  final void add(double value) {
    count++;
    enter(value);
  }

  /** Takes the oldest value out, which was this one. */
  final void remove(double value) {
    count--;
    leave(value);
  }

  final long count() {
    return count;
  }

  final void clear() {
    count = 0;
    forget();
  }

  abstract void enter(double value);

  abstract void leave(double value);

  abstract void forget();

  /** The statistic of at least one value. */
  abstract double value();
}
