package dev.millrace.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** The work of one task: the rows that every filter keeps. */
final class FilterTask implements FlatMapFunction<Iterator<Row>, Row> {
  private static final long serialVersionUID = 1L;

  private final PartScan scan;

  FilterTask(PartScan scan) {
    this.scan = scan;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return scan.filtered(rows);
  }
}
