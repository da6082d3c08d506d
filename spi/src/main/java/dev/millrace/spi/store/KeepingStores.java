package dev.millrace.spi.store;

import java.util.Objects;

/** What is kept in a home, and what is not any more. */
public record KeepingStores(CollectionStore collections, HoldStore holds, ErasureStore erasures) {
  public KeepingStores {
    Objects.requireNonNull(collections);
    Objects.requireNonNull(holds);
    Objects.requireNonNull(erasures);
  }
}
