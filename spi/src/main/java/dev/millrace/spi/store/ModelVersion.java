package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A registered scorer.
 *
 * @param version from 1, without gaps, never used again
 * @param metrics sorted by name
 */
public record ModelVersion(
    ModelName model,
    int version,
    Digest scorer,
    ModelPhase phase,
    VersionLineage lineage,
    List<MetricValue> metrics,
    Actor actor,
    String reason,
    Instant at) {
  public ModelVersion {
    Objects.requireNonNull(model);
    Objects.requireNonNull(scorer);
    Objects.requireNonNull(phase);
    Objects.requireNonNull(lineage);
    metrics = metrics.stream().sorted(Comparator.comparing(MetricValue::name)).toList();
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(at);
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1, got " + version);
    }
  }

  /** The same version in another phase. */
  public ModelVersion in(ModelPhase other) {
    return new ModelVersion(model, version, scorer, other, lineage, metrics, actor, reason, at);
  }
}
