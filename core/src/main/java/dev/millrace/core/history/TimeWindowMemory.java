package dev.millrace.core.history;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayDeque;

/**
 * A statistic of the values whose time is earlier by no more than a length. Holds every value in
 * the window; refuses when there are too many, rather than forget one.
 */
final class TimeWindowMemory implements Memory {
  /** Values of one series in a window; 24 bytes each. */
  static final int MOST_VALUES = 1 << 22;

  /** A time and how many values it has. */
  private record Moment(long time, int values) {}

  private final TableStep.Rolling step;
  private final long length;
  private final int mostValues;
  private final RunningValue running;
  private final DoubleQueue values = new DoubleQueue();
  private final ArrayDeque<Moment> moments = new ArrayDeque<>();
  private long now;
  private int waiting;

  /**
   * @param length of the window, in the unit of the times
   */
  TimeWindowMemory(TableStep.Rolling step, long length, int mostValues) {
    this.step = step;
    this.length = length;
    this.mostValues = mostValues;
    this.running = step.aggregate().start();
  }

  @Override
  public void restart() {
    running.clear();
    values.clear();
    moments.clear();
    waiting = 0;
  }

  @Override
  public void advance(long time) {
    if (waiting > 0) {
      for (int i = values.size() - waiting; i < values.size(); i++) {
        running.add(values.at(i));
      }
      moments.add(new Moment(now, waiting));
      waiting = 0;
    }
    now = time;
    long oldest = time < Long.MIN_VALUE + length ? Long.MIN_VALUE : time - length;
    while (!moments.isEmpty() && moments.getFirst().time() < oldest) {
      for (int left = moments.removeFirst().values(); left > 0; left--) {
        running.remove(values.first());
        values.removeFirst();
      }
    }
  }

  @Override
  public void see(long time, Ties.Cell cell) {
    if (!cell.present()) {
      return;
    }
    if (values.size() == mostValues) {
      throw Problem.of(ErrorCode.MEMORY_LIMIT, "a window of time holds too many rows of one series")
          .at(step.position() + " (history.columns." + step.output() + ")")
          .found("more than " + mostValues + " values within " + step.window().text())
          .allowed("up to " + mostValues)
          .next("Choose a shorter window, name a series with 'by', or use a window of rows.")
          .asException();
    }
    values.add(Double.longBitsToDouble(cell.bits()));
    waiting++;
  }

  @Override
  public boolean hasValue() {
    return step.aggregate() == Aggregate.COUNT || running.count() > 0;
  }

  @Override
  public long bits() {
    return step.aggregate() == Aggregate.COUNT
        ? running.count()
        : Double.doubleToLongBits(running.value());
  }
}
