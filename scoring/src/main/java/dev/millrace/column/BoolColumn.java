package dev.millrace.column;

/** Booleans. */
public final class BoolColumn extends Column {
  private final boolean[] values;

  private BoolColumn(boolean[] values, Validity validity) {
    super(ColumnType.BOOL, validity);
    this.values = values;
  }

  /** Makes the array this column's own; values of missing rows are ignored. */
  public static BoolColumn owning(boolean[] values, Validity validity) {
    Lengths.require(values.length, validity);
    return new BoolColumn(values, validity);
  }

  /** Value of a row that is not missing. */
  public boolean at(int row) {
    return values[row];
  }

  @Override
  public BoolColumn select(int[] rows) {
    boolean[] chosen = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new BoolColumn(chosen, selectValidity(rows));
  }
}
