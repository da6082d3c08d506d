package dev.millrace.spi.store;

import java.util.List;
import java.util.Objects;

/**
 * A run with its stages.
 *
 * @param stages in the order they were committed
 */
public record LoadedRun(RunSummary summary, List<StageRecord> stages) {
  public LoadedRun {
    Objects.requireNonNull(summary);
    stages = List.copyOf(stages);
  }
}
