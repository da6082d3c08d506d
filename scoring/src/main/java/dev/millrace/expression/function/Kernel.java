package dev.millrace.expression.function;

import dev.millrace.column.Column;

/** A computation on columns of one length. Thread-safe; at least one argument. */
@FunctionalInterface
public interface Kernel {
  /** The result, of the same length; the array and its columns are only read. */
  Column apply(Column[] arguments);
}
