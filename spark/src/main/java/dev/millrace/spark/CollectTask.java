package dev.millrace.spark;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * The work of one task: one state for each part whose rows it is given. Spark may give one task
 * several parts one after the other, but never a piece of one; the driver checks that.
 */
final class CollectTask<S> implements FlatMapFunction<Iterator<Row>, PartState> {
  private static final long serialVersionUID = 1L;

  private final PartScan scan;
  private final Collector<S> collector;

  CollectTask(PartScan scan, Collector<S> collector) {
    this.scan = scan;
    this.collector = collector;
  }

  @Override
  public Iterator<PartState> call(Iterator<Row> rows) throws IOException {
    List<PartState> done = new ArrayList<>();
    List<Row> some = PartScan.next(rows);
    while (!some.isEmpty()) {
      String file = file(some.get(0));
      S state = collector.fresh();
      long read = 0;
      while (!some.isEmpty() && file(some.get(0)).equals(file)) {
        List<Row> ofPart = startOf(some, file);
        add(state, scan.form().batch(ofPart));
        read += ofPart.size();
        some =
            ofPart.size() < some.size()
                ? some.subList(ofPart.size(), some.size())
                : PartScan.next(rows);
      }
      done.add(new PartState(file, read, bytes(state)));
    }
    return done.iterator();
  }

  private void add(S state, RowBatch rows) {
    int[] kept = scan.keep(rows);
    if (kept.length > 0) {
      collector.add(state, kept.length == rows.rows() ? rows : rows.select(kept));
    }
  }

  private List<Row> startOf(List<Row> rows, String file) {
    int end = 0;
    while (end < rows.size() && file(rows.get(end)).equals(file)) {
      end++;
    }
    return rows.subList(0, end);
  }

  private String file(Row row) {
    return row.getString(scan.form().columns() + 3);
  }

  private byte[] bytes(S state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      collector.codec().write(state, out);
    }
    return bytes.toByteArray();
  }
}
