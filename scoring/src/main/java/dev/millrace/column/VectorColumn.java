package dev.millrace.column;

/** FIXED_VECTOR: every row holds the same number of floats. */
public final class VectorColumn extends Column {
  private final int length;
  private final float[] values;

  private VectorColumn(ColumnType.FixedVector type, float[] values, Validity validity) {
    super(type, validity);
    this.length = type.length();
    this.values = values;
  }

  /** Makes the array (row-major, {@code rows x length}) this column's own. */
  public static VectorColumn owning(
      ColumnType.FixedVector type, float[] values, Validity validity) {
    Lengths.require(values.length / type.length(), validity);
    return new VectorColumn(type, values, validity);
  }

  /** One element of a row that is not missing. */
  public float at(int row, int element) {
    return values[row * length + element];
  }

  @Override
  public VectorColumn select(int[] rows) {
    float[] chosen = new float[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * length, chosen, i * length, length);
    }
    return new VectorColumn((ColumnType.FixedVector) type(), chosen, selectValidity(rows));
  }
}
