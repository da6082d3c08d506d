package dev.millrace.spi.engine;

import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.RowFilter;

/** Takes rows out of cuts. Same threading and failures as {@link Engine}. */
public interface Narrowing {
  /**
   * The rows of a cut that a filter keeps, as a cut of its own: with all columns, in their order
   * and with the identities they have. Of a filter that keeps all rows the same cut comes out.
   */
  DataCut narrow(DataCut cut, RowFilter filter);
}
