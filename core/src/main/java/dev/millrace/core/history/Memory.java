package dev.millrace.core.history;

/**
 * What one step keeps of the series it is in. Rows are seen in the order of their times; those of
 * the current time count from the next time on. Used by one thread.
 */
sealed interface Memory permits LagMemory, RowWindowMemory, TimeWindowMemory {
  /** Another series begins. */
  void restart();

  /** Time moves on, to this time where it is one number. */
  void advance(long time);

  /** Remembers a row of the current time. */
  void see(long time, Ties.Cell cell);

  /** False when the current rows get no value. */
  boolean hasValue();

  /** The value rows of the current time get, as the bits of its column. */
  long bits();
}
