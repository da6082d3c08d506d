package dev.millrace.core.history;

/** The value of the row so many rows back. */
final class LagMemory implements Memory {
  private final LastCells last;
  private final Ties ties;

  LagMemory(int rows) {
    this.last = new LastCells(rows);
    this.ties = new Ties(rows);
  }

  @Override
  public void restart() {
    last.clear();
    ties.clear();
  }

  @Override
  public void advance(long time) {
    for (Ties.Cell cell : ties.take()) {
      if (last.isFull()) {
        last.removeFirst();
      }
      last.add(cell);
    }
  }

  @Override
  public void see(long time, Ties.Cell cell) {
    ties.add(cell);
  }

  @Override
  public boolean hasValue() {
    return last.isFull() && last.isFirstPresent();
  }

  @Override
  public long bits() {
    return last.firstBits();
  }
}
