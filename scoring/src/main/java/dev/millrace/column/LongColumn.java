package dev.millrace.column;

/** INT64, DATE (days), INSTANT and LOCAL_DATETIME (microseconds). */
public final class LongColumn extends Column {
  private final long[] values;

  private LongColumn(ColumnType type, long[] values, Validity validity) {
    super(type, validity);
    this.values = values;
  }

  /** Makes the array this column's own; values of missing rows are ignored. */
  public static LongColumn owning(ColumnType type, long[] values, Validity validity) {
    if (!type.equals(ColumnType.INT64) && !type.isTemporal()) {
      throw new IllegalArgumentException("no long column of type " + type.text());
    }
    Lengths.require(values.length, validity);
    return new LongColumn(type, values, validity);
  }

  /** Value of a row that is not missing. */
  public long at(int row) {
    return values[row];
  }

  /** Copies the values of rows that lie side by side; those of missing rows mean nothing. */
  public void copyTo(int from, long[] into, int at, int count) {
    System.arraycopy(values, from, into, at, count);
  }

  @Override
  public LongColumn select(int[] rows) {
    long[] chosen = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new LongColumn(type(), chosen, selectValidity(rows));
  }
}
