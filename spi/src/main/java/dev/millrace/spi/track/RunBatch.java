package dev.millrace.spi.track;

import java.util.List;

/**
 * What is noted of a run in one go: at most 1,000 entries, of them at most 100 parameters and 100
 * tags. All of it is kept, or nothing. A value of a metric that is there already is no second one;
 * of a tag that is given twice the last one counts.
 */
public record RunBatch(List<MetricPoint> metrics, List<Param> params, List<Tag> tags) {
  /** VALUE_INVALID. */
  public RunBatch {
    metrics = List.copyOf(metrics);
    params = List.copyOf(params);
    tags = List.copyOf(tags);
    NoteLimits.most("metrics", metrics.size(), NoteLimits.BATCH_ENTRIES);
    NoteLimits.most("parameters", params.size(), NoteLimits.BATCH_TEXTS);
    NoteLimits.most("tags", tags.size(), NoteLimits.BATCH_TEXTS);
    NoteLimits.most("entries", metrics.size() + params.size() + tags.size(), 1_000);
    NoteLimits.once(params.stream().map(Param::name).toList());
  }

  public static RunBatch ofMetrics(List<MetricPoint> metrics) {
    return new RunBatch(metrics, List.of(), List.of());
  }

  public static RunBatch ofTags(List<Tag> tags) {
    return new RunBatch(List.of(), List.of(), tags);
  }

  /** True when it is of nothing but tags. */
  public boolean isOnlyTags() {
    return metrics.isEmpty() && params.isEmpty();
  }
}
