package dev.millrace.testkit.engine;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.testkit.table.Cells;
import java.util.ArrayList;
import java.util.List;

/** An ordered pass that keeps all it sees: {@code source/ordinal [cells]} for each row. */
public final class PassTrace implements OrderedPass<List<String>> {
  private final List<String> rows = new ArrayList<>();

  /** The rows of a batch as texts of this form. */
  public static List<String> lines(RowBatch batch) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      lines.add(
          batch.ids().sourceAt(row)
              + "/"
              + batch.ids().ordinalAt(row)
              + " "
              + Cells.row(batch.values(), row));
    }
    return lines;
  }

  @Override
  public void next(RowBatch batch) {
    if (batch.rows() == 0) {
      throw new AssertionError("a pass is never given an empty batch");
    }
    rows.addAll(lines(batch));
  }

  @Override
  public List<String> finish() {
    return rows;
  }
}
