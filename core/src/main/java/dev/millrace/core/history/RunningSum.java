package dev.millrace.core.history;

/** Sum or mean of the values. */
final class RunningSum extends RunningValue {
  private final Aggregate aggregate;
  private final ExactSum finite = new ExactSum();
  private long nans;
  private long above;
  private long below;

  /**
   * @param aggregate the sum, or the mean
   */
  RunningSum(Aggregate aggregate) {
    this.aggregate = aggregate;
  }

  @Override
  void enter(double value) {
    take(value, 1);
  }

  @Override
  void leave(double value) {
    take(value, -1);
  }

  private void take(double value, int times) {
    if (Double.isNaN(value)) {
      nans += times;
    } else if (value == Double.POSITIVE_INFINITY) {
      above += times;
    } else if (value == Double.NEGATIVE_INFINITY) {
      below += times;
    } else {
      finite.add(times * value);
    }
  }

  @Override
  void forget() {
    finite.clear();
    nans = 0;
    above = 0;
    below = 0;
  }

  @Override
  double value() {
    if (nans > 0 || (above > 0 && below > 0)) {
      return Double.NaN;
    }
    if (above > 0 || below > 0) {
      return above > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return aggregate == Aggregate.MEAN ? finite.value() / count() : finite.value();
  }
}
