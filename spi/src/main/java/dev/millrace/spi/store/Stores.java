package dev.millrace.spi.store;

import java.util.Objects;

/** The metadata of one home, by what it is about. Whoever opened them closes them. */
public record Stores(
    RunStore runs,
    RunQueries runQueries,
    StageResults results,
    EffectJournal effects,
    Registry registry,
    RegistryQueries registryQueries,
    EvidenceStore evidence,
    EventLog events,
    ServingStores serving,
    TrackStores tracking,
    KeepingStores keeping) {
  public Stores {
    Objects.requireNonNull(runs);
    Objects.requireNonNull(runQueries);
    Objects.requireNonNull(results);
    Objects.requireNonNull(effects);
    Objects.requireNonNull(registry);
    Objects.requireNonNull(registryQueries);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(events);
    Objects.requireNonNull(serving);
    Objects.requireNonNull(tracking);
    Objects.requireNonNull(keeping);
  }
}
