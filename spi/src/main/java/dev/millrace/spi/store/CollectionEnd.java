package dev.millrace.spi.store;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a collection has removed.
 *
 * @param freed by class; classes of which nothing was removed are left out
 */
public record CollectionEnd(String collection, SortedMap<ContentClass, Freed> freed) {
  /** Things that were removed, and their bytes. */
  public record Freed(long things, long bytes) {
    public Freed plus(long more) {
      return new Freed(things + 1, bytes + more);
    }
  }

  public CollectionEnd {
    CollectionPart.requireName(Objects.requireNonNull(collection));
    freed = new TreeMap<>(freed);
  }
}
