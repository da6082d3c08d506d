package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.ColumnPass;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a wider cut: sorted rows go through the pass, what it gives is sorted back into landing
 * order and written beside the cut's own columns, part by part.
 */
final class WidenScan {
  private final Rewriting rewriting;

  WidenScan(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  DataCut widen(Scan scan, SortOrder order, ColumnPass pass) {
    Call.requireNotInterrupted();
    Fields wide = scan.cut().fields();
    for (Field field : pass.fields()) {
      wide = wide.plus(field);
    }
    Call call = rewriting.workers().call();
    // The call ends first, so that no worker uses what is closed after it.
    try (MadeTable made = new MadeTable(call, pass.fields());
        PartRows rows = rewriting.rows(call, scan.cut());
        CutWriter writer = rewriting.writer(call, wide);
        call) {
      OrderedScan.run(
          rewriting.workers(), rewriting.reader(), scan, order, new Filling(pass, made));
      made.sort();
      for (Part part : scan.cut().parts()) {
        rows.open(part);
        for (RowBatch batch = rows.next(); batch != null; batch = rows.next()) {
          writer.addNamed(widened(batch, wide, made));
          Call.requireNotInterrupted();
        }
      }
      made.requireRead();
      return writer.finish();
    }
  }

  private static RowBatch widened(RowBatch rows, Fields wide, MadeTable made) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < rows.values().fields().size(); i++) {
      columns.add(rows.values().column(i));
    }
    columns.addAll(made.columns(rows.ids()));
    return new RowBatch(new Batch(wide, columns, rows.rows()), rows.ids());
  }

  /** Feeds the pass and keeps what it gives. */
  private record Filling(ColumnPass pass, MadeTable made) implements OrderedPass<Boolean> {
    @Override
    public void next(RowBatch rows) {
      Batch given = pass.next(rows);
      made.add(new RowBatch(given.project(pass.fields()), rows.ids()));
    }

    @Override
    public Boolean finish() {
      return true;
    }
  }
}
