package dev.millrace.spi.track;

import dev.millrace.spi.id.ExperimentId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What runs belong to. Every pipeline has one of its name; others are made by name.
 *
 * @param artifacts where files of its runs are; may be empty
 * @param created milliseconds since 1970
 * @param updated milliseconds since 1970
 * @param deleted when it was set aside
 * @param tags by name
 */
public record Experiment(
    ExperimentId id,
    String name,
    String artifacts,
    long created,
    long updated,
    OptionalLong deleted,
    List<Tag> tags) {
  public Experiment {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(artifacts);
    Objects.requireNonNull(deleted);
    tags = tags.stream().sorted(Comparator.comparing(Tag::name)).toList();
  }
}
