package dev.millrace.spi.collect;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.collect.Together.Slot;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.scan.Collector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slots of one kind of collector by the column each reads, within one scan. Not thread-safe while
 * it is filled.
 *
 * @param <S> state
 */
public final class ColumnSlots<S> {
  private final Map<ColumnName, Slot<S>> slots = new HashMap<>();

  /** Adds a column's collector to the scan; a second one for the same column is left out. */
  public void add(ColumnName column, TogetherBuilder together, Collector<S> collector) {
    slots.computeIfAbsent(column, name -> together.add(collector));
  }

  /** State of a column's collector; empty when none was added. */
  public Optional<S> find(ColumnName column, States states) {
    return Optional.ofNullable(slots.get(column)).map(states::at);
  }

  /** State of a column's collector; an {@link IllegalArgumentException} when none was added. */
  public S at(ColumnName column, States states) {
    return find(column, states)
        .orElseThrow(() -> new IllegalArgumentException("nothing was collected of " + column));
  }
}
