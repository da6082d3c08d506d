package dev.millrace.spi.search;

import dev.millrace.spi.id.ExperimentId;
import java.util.List;
import java.util.Objects;

/**
 * Among which runs is searched.
 *
 * @param experiments at most 1,000, unknown ones have no runs; empty: every experiment
 */
public record RunScope(List<ExperimentId> experiments, LifecycleView view) {
  public static final RunScope ALL = new RunScope(List.of(), LifecycleView.ACTIVE);

  public RunScope {
    experiments = experiments.stream().distinct().sorted().toList();
    Objects.requireNonNull(view);
    if (experiments.size() > 1_000) {
      throw new IllegalArgumentException("at most 1000 experiments, got " + experiments.size());
    }
  }
}
