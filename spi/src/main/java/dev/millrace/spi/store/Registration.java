package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ModelName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A scorer to become the next version of a model.
 *
 * @param metrics sorted by name when stored; a name occurs once
 * @param fence the lease of the run that registers, checked in the same transaction; empty when a
 *     person registers
 */
public record Registration(
    ModelName model,
    Digest scorer,
    VersionLineage lineage,
    List<MetricValue> metrics,
    Optional<Lease> fence) {
  public Registration {
    Objects.requireNonNull(model);
    Objects.requireNonNull(scorer);
    Objects.requireNonNull(lineage);
    metrics = List.copyOf(metrics);
    Objects.requireNonNull(fence);
    if (metrics.stream().map(MetricValue::name).distinct().count() < metrics.size()) {
      throw new IllegalArgumentException("a metric is given twice");
    }
  }
}
