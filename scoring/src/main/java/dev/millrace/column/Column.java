package dev.millrace.column;

import java.util.Objects;

/** A typed vector of values with validity. Immutable and safe to share between threads. */
public abstract sealed class Column
    permits BoolColumn,
        LongColumn,
        DoubleColumn,
        DecimalColumn,
        BytesColumn,
        ListColumn,
        VectorColumn {
  private final ColumnType type;
  private final Validity validity;

  Column(ColumnType type, Validity validity) {
    this.type = Objects.requireNonNull(type);
    this.validity = Objects.requireNonNull(validity);
  }

  public final ColumnType type() {
    return type;
  }

  public final int rows() {
    return validity.rows();
  }

  public final Validity validity() {
    return validity;
  }

  public final boolean isMissing(int row) {
    return validity.isMissing(row);
  }

  public final int missingCount() {
    return validity.missingCount();
  }

  /** The chosen rows, in the order given. */
  public abstract Column select(int[] rows);

  final Validity selectValidity(int[] rows) {
    if (missingCount() == 0) {
      return Validity.all(rows.length);
    }
    ValidityBuilder chosen = new ValidityBuilder();
    for (int i = 0; i < rows.length; i++) {
      if (isMissing(rows[i])) {
        chosen.missing(i);
      }
    }
    return chosen.build(rows.length);
  }
}
