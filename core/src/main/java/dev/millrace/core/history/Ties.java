package dev.millrace.core.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The cells of rows of one time, until time moves on: the last ones by hash, then by content, so
 * that their order does not depend on where the rows stand in files. Keeps as many as anybody can
 * ask for.
 */
final class Ties {
  /**
   * A cell.
   *
   * @param hash of its row
   * @param present false for a missing value
   * @param bits of the value
   */
  record Cell(long hash, boolean present, long bits) {}

  private static final Comparator<Cell> ORDER =
      Comparator.comparingLong(Cell::hash)
          .thenComparing(Cell::present)
          .thenComparingLong(Cell::bits);

  private final int most;
  private final PriorityQueue<Cell> cells = new PriorityQueue<>(ORDER);

  Ties(int most) {
    this.most = most;
  }

  void add(Cell cell) {
    cells.add(cell);
    if (cells.size() > most) {
      cells.remove();
    }
  }

  /** All cells in order; none is left. */
  List<Cell> take() {
    List<Cell> all = new ArrayList<>(cells.size());
    while (!cells.isEmpty()) {
      all.add(cells.remove());
    }
    return all;
  }

  void clear() {
    cells.clear();
  }
}
