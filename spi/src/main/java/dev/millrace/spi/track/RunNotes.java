package dev.millrace.spi.track;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A tracked run with what is noted of it, each list by name.
 *
 * @param metrics the value of each metric that counts; see {@link MetricPoint#LATEST}
 */
public record RunNotes(
    TrackedRun run, List<MetricPoint> metrics, List<Param> params, List<Tag> tags) {
  public RunNotes {
    Objects.requireNonNull(run);
    metrics = metrics.stream().sorted(Comparator.comparing(MetricPoint::name)).toList();
    params = params.stream().sorted(Comparator.comparing(Param::name)).toList();
    tags = tags.stream().sorted(Comparator.comparing(Tag::name)).toList();
  }
}
