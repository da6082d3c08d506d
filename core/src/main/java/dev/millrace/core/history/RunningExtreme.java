package dev.millrace.core.history;

/**
 * The smallest or largest value: a queue of the values that no later one outdoes. The value that
 * leaves is the queue's first, or was outdone before.
 */
final class RunningExtreme extends RunningValue {
  private final int sign;
  private final DoubleQueue candidates = new DoubleQueue();
  private long nans;

  /**
   * @param sign 1 for the largest, -1 for the smallest
   */
  RunningExtreme(int sign) {
    this.sign = sign;
  }

  @Override
  void enter(double value) {
    if (Double.isNaN(value)) {
      nans++;
      return;
    }
    while (!candidates.isEmpty() && outdoes(value, candidates.last())) {
      candidates.removeLast();
    }
    candidates.add(value);
  }

  private boolean outdoes(double value, double other) {
    int compared = Double.compare(value, other);
    return sign > 0 ? compared > 0 : compared < 0;
  }

  @Override
  void leave(double value) {
    if (Double.isNaN(value)) {
      nans--;
    } else if (!candidates.isEmpty() && Double.compare(value, candidates.first()) == 0) {
      candidates.removeFirst();
    }
  }

  @Override
  void forget() {
    candidates.clear();
    nans = 0;
  }

  @Override
  double value() {
    return nans > 0 ? Double.NaN : candidates.first();
  }
}
