package dev.millrace.column;

/** Lists: row {@code i} holds the elements {@code offsets[i]} up to {@code offsets[i + 1]}. */
public final class ListColumn extends Column {
  private final int[] offsets;
  private final Column elements;

  private ListColumn(int[] offsets, Column elements, Validity validity) {
    super(new ColumnType.ListOf(elements.type()), validity);
    this.offsets = offsets;
    this.elements = elements;
  }

  /** Makes the array this column's own. */
  public static ListColumn owning(int[] offsets, Column elements, Validity validity) {
    Lengths.require(offsets.length - 1, validity);
    return new ListColumn(offsets, elements, validity);
  }

  public Column elements() {
    return elements;
  }

  /** Position of the first element of a row. */
  public int startAt(int row) {
    return offsets[row];
  }

  /** Number of elements of a row. */
  public int lengthAt(int row) {
    return offsets[row + 1] - offsets[row];
  }

  @Override
  public ListColumn select(int[] rows) {
    int total = 0;
    int[] chosenOffsets = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      total += isMissing(rows[i]) ? 0 : lengthAt(rows[i]);
      chosenOffsets[i + 1] = total;
    }
    int[] chosen = new int[total];
    for (int i = 0, to = 0; i < rows.length; i++) {
      for (int k = 0, from = offsets[rows[i]]; to < chosenOffsets[i + 1]; k++) {
        chosen[to++] = from + k;
      }
    }
    return new ListColumn(chosenOffsets, elements.select(chosen), selectValidity(rows));
  }
}
