package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import org.jspecify.annotations.Nullable;

/** The rows of a result while it is computed: missing where the arguments are, and where told. */
abstract class ResultBuilder {
  private final Validity before;
  private @Nullable ValidityBuilder lost;

  ResultBuilder(Validity before) {
    this.before = before;
  }

  final int rows() {
    return before.rows();
  }

  /** True when the row is missing already in the arguments. */
  final boolean isMissing(int row) {
    return before.isMissing(row);
  }

  /** Makes one more row missing. */
  final void missing(int row) {
    if (lost == null) {
      lost = new ValidityBuilder();
    }
    lost.missing(row);
  }

  final Validity validity() {
    return lost == null ? before : before.and(lost.build(rows()));
  }

  /** Rows that hold a value in both columns. */
  static Validity both(Column a, Column b) {
    return a.validity().and(b.validity());
  }

  /** Rows that hold a value in all columns. */
  static Validity all(Column[] columns) {
    Validity valid = columns[0].validity();
    for (int i = 1; i < columns.length; i++) {
      valid = valid.and(columns[i].validity());
    }
    return valid;
  }
}
