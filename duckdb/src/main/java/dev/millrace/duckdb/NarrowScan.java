package dev.millrace.duckdb;

import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;

/** Writes the rows of a cut that a filter keeps into parts of their own, in landing order. */
final class NarrowScan {
  private final Rewriting rewriting;

  NarrowScan(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  DataCut narrow(DataCut cut, RowFilter filter) {
    Call.requireNotInterrupted();
    Call call = rewriting.workers().call();
    // The call ends first, so that no worker uses what is closed after it.
    try (PartRows rows = rewriting.rows(call, cut);
        CutWriter writer = rewriting.writer(call, cut.fields());
        call) {
      for (Part part : cut.parts()) {
        rows.open(part);
        for (RowBatch batch = rows.next(); batch != null; batch = rows.next()) {
          int[] kept = filter.keep(batch);
          if (kept.length > 0) {
            writer.addNamed(kept.length == batch.rows() ? batch : batch.select(kept));
          }
          Call.requireNotInterrupted();
        }
      }
      return writer.finish();
    }
  }
}
