package dev.millrace.spark;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Reads the rows of a task in batches and keeps those that every filter keeps. */
final class PartScan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PartRows form;
  private final RowFilter[] filters;

  PartScan(PartRows form, List<RowFilter> filters) {
    this.form = form;
    this.filters = filters.toArray(new RowFilter[0]);
  }

  PartRows form() {
    return form;
  }

  /** Positions among these rows of those kept, ascending. */
  int[] keep(RowBatch rows) {
    int[] kept = IntStream.range(0, rows.rows()).toArray();
    RowBatch left = rows;
    for (RowFilter filter : filters) {
      if (left.rows() > 0) {
        int[] chosen = filter.keep(left);
        left = left.select(chosen);
        int[] before = kept;
        kept = IntStream.of(chosen).map(at -> before[at]).toArray();
      }
    }
    return kept;
  }

  /** The rows that every filter keeps, as they came. */
  Iterator<Row> filtered(Iterator<Row> rows) {
    return new FilteredRows(this, rows);
  }

  /** The next rows, at most a batch of them. */
  static List<Row> next(Iterator<Row> rows) {
    List<Row> some = new ArrayList<>();
    while (some.size() < PartRows.BATCH && rows.hasNext()) {
      some.add(rows.next());
    }
    return some;
  }
}
