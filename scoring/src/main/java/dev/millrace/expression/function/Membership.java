package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.List;

/** A fixed set of values to look rows up in. Thread-safe. */
public sealed interface Membership permits LongSet, DoubleSet, TextSet {
  /** Whether each row's value is in the set, as BOOL. */
  Column contains(Column values);

  /**
   * The set to look values of a type up in.
   *
   * @param constants of one row each, all of types that the values' type {@link #takes}, none of
   *     them {@link #isUndecidable}
   */
  static Membership of(ColumnType values, List<Column> constants) {
    return ConstantSet.of(values, constants);
  }

  /** Whether constants of one type can be equal to values of another. */
  static boolean takes(ColumnType values, ColumnType constants) {
    return ConstantSet.takes(values, constants);
  }

  /** True for a constant that nothing is equal to: a missing one, and NaN. */
  static boolean isUndecidable(Column constant) {
    return ConstantSet.isUndecidable(constant);
  }
}
