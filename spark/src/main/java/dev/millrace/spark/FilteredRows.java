package dev.millrace.spark;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The rows a scan keeps, looked at one batch at a time. */
final class FilteredRows implements Iterator<Row> {
  private final PartScan scan;
  private final Iterator<Row> rows;
  private final ArrayDeque<Row> ready = new ArrayDeque<>();

  FilteredRows(PartScan scan, Iterator<Row> rows) {
    this.scan = scan;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      List<Row> some = PartScan.next(rows);
      for (int row : scan.keep(scan.form().batch(some))) {
        ready.add(some.get(row));
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
