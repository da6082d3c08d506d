package dev.millrace.spi.engine;

import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.ColumnPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;

/** Adds columns to cuts. Same threading and failures as {@link Engine}. */
public interface Widening {
  /**
   * The scan's cut with the columns of an ordered pass behind its own. Rows, their order and their
   * identities stay as they are: a split or a sample of the wider cut chooses the same rows. A row
   * that the scan's filters leave out is not seen by the pass and has no value in its columns.
   *
   * @param scan what the pass reads
   * @param order in which the pass sees the rows; the engine sorts, spilling when memory is short
   * @param pass gives columns whose names the cut does not have
   */
  DataCut widen(Scan scan, SortOrder order, ColumnPass pass);
}
