package dev.millrace.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A version that a search found.
 *
 * @param updated when its phase or a label last changed, or it was registered
 * @param labels of the version
 */
public record FoundVersion(ModelVersion version, Instant updated, List<ModelLabel> labels) {
  public FoundVersion {
    Objects.requireNonNull(version);
    Objects.requireNonNull(updated);
    labels = List.copyOf(labels);
  }
}
