package dev.millrace.spi.scan;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import java.io.Serializable;
import java.util.List;

/** Chooses rows by their own content and identity alone, so that every engine chooses the same. */
public interface RowFilter extends Serializable {
  /** Columns the choice looks at. */
  List<ColumnName> columns();

  /** Positions of the rows to keep, ascending. */
  int[] keep(RowBatch rows);
}
