package dev.millrace.core.history;

/** A statistic of the last rows. */
final class RowWindowMemory implements Memory {
  private final LastCells last;
  private final Ties ties;
  private final Aggregate aggregate;
  private final RunningValue running;

  RowWindowMemory(Aggregate aggregate, int rows) {
    this.last = new LastCells(rows);
    this.ties = new Ties(rows);
    this.aggregate = aggregate;
    this.running = aggregate.start();
  }

  @Override
  public void restart() {
    last.clear();
    ties.clear();
    running.clear();
  }

  @Override
  public void advance(long time) {
    for (Ties.Cell cell : ties.take()) {
      if (last.isFull()) {
        if (last.isFirstPresent()) {
          running.remove(Double.longBitsToDouble(last.firstBits()));
        }
        last.removeFirst();
      }
      last.add(cell);
      if (cell.present()) {
        running.add(Double.longBitsToDouble(cell.bits()));
      }
    }
  }

  @Override
  public void see(long time, Ties.Cell cell) {
    ties.add(cell);
  }

  @Override
  public boolean hasValue() {
    return aggregate == Aggregate.COUNT || running.count() > 0;
  }

  @Override
  public long bits() {
    return aggregate == Aggregate.COUNT
        ? running.count()
        : Double.doubleToLongBits(running.value());
  }
}
