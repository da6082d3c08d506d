package dev.millrace.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A model that a search found.
 *
 * @param created when its first version was registered
 * @param updated when a version, a choice, a phase or a label last changed
 * @param labels of the model itself and of its versions
 */
public record FoundModel(
    RegisteredModel model, Instant created, Instant updated, List<ModelLabel> labels) {
  public FoundModel {
    Objects.requireNonNull(model);
    Objects.requireNonNull(created);
    Objects.requireNonNull(updated);
    labels = List.copyOf(labels);
  }
}
