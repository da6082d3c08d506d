package dev.millrace.column;

/** FLOAT64; NaN and the infinities are values. */
public final class DoubleColumn extends Column {
  private final double[] values;

  private DoubleColumn(double[] values, Validity validity) {
    super(ColumnType.FLOAT64, validity);
    this.values = values;
  }

  /** Makes the array this column's own; values of missing rows are ignored. */
  public static DoubleColumn owning(double[] values, Validity validity) {
    Lengths.require(values.length, validity);
    return new DoubleColumn(values, validity);
  }

  /** Value of a row that is not missing. */
  public double at(int row) {
    return values[row];
  }

  /** Copies the values of rows that lie side by side; those of missing rows mean nothing. */
  public void copyTo(int from, double[] into, int at, int count) {
    System.arraycopy(values, from, into, at, count);
  }

  @Override
  public DoubleColumn select(int[] rows) {
    double[] chosen = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new DoubleColumn(chosen, selectValidity(rows));
  }
}
