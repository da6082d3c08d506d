package dev.millrace.expression.kernel;

import dev.millrace.column.Column;

/** A fixed set of values of one type to look rows up in. Thread-safe. */
public sealed interface Membership permits LongSet, DoubleSet, TextSet {
  /** Whether each row's value is in the set, as BOOL. */
  Column contains(Column values);
}
