package dev.millrace.spi.store;

import java.util.Objects;

/** What is noted of runs, and the search over it. */
public record TrackStores(ExperimentStore experiments, TrackingStore runs, SearchStore search) {
  public TrackStores {
    Objects.requireNonNull(experiments);
    Objects.requireNonNull(runs);
    Objects.requireNonNull(search);
  }
}
