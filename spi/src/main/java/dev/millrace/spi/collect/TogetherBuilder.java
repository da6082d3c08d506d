package dev.millrace.spi.collect;

import dev.millrace.spi.scan.Collector;
import java.util.ArrayList;
import java.util.List;

/** Gathers collectors for one scan. Not thread-safe; built once. */
public final class TogetherBuilder {
  private final List<Collector<Object>> collectors = new ArrayList<>();

  /** Adds a collector; the slot finds its state in the result. */
  @SuppressWarnings("unchecked") // states go only to the collector that made them
  public <S> Together.Slot<S> add(Collector<S> collector) {
    collectors.add((Collector<Object>) collector);
    return new Together.Slot<>(collectors.size() - 1);
  }

  public Together build() {
    return new Together(collectors);
  }
}
