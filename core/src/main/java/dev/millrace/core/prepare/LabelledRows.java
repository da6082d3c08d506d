package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import java.util.Arrays;
import java.util.List;

/** Keeps the rows that have a label. */
public record LabelledRows(Label label) implements RowFilter {
  @Override
  public List<ColumnName> columns() {
    return label.columns();
  }

  @Override
  public int[] keep(RowBatch rows) {
    float[] labels = label.read(rows, rows.values().fields());
    int[] kept = new int[labels.length];
    int count = 0;
    for (int row = 0; row < labels.length; row++) {
      if (!Float.isNaN(labels[row])) {
        kept[count++] = row;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
