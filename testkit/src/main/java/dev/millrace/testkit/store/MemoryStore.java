package dev.millrace.testkit.store;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.KeepingStores;
import dev.millrace.spi.store.ServingStores;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.TrackStores;

/**
 * The metadata of a home, in memory: the reference every other store is compared with. One lock
 * makes each change a transaction; nothing outlives the object.
 */
public final class MemoryStore {
  private final MemoryTables tables = new MemoryTables();

  /** One more process that has this home open. */
  public Stores open() {
    return open(Checkpoints.NONE);
  }

  /** One more process, observed at its checkpoints. */
  public Stores open(Checkpoints checkpoints) {
    MemoryEvents events = new MemoryEvents(tables, checkpoints);
    MemoryLeases leases = new MemoryLeases(tables);
    MemoryRegistry registry = new MemoryRegistry(tables, events, leases);
    MemoryResults results = new MemoryResults(tables, events);
    return new Stores(
        new MemoryRuns(tables, events, leases, results, checkpoints),
        new MemoryRunQueries(tables),
        results,
        new MemoryEffects(tables, events, leases),
        registry,
        new MemoryRegistryQueries(tables),
        new MemoryEvidence(tables, events),
        events,
        new ServingStores(
            new MemoryMachines(tables, events, registry),
            new MemoryReleaseLog(tables),
            new MemoryNodes(tables),
            new MemoryWindows(tables, events)),
        new TrackStores(
            new MemoryExperiments(tables, events),
            new MemoryTracking(tables, events, leases),
            new MemorySearch(tables)),
        new KeepingStores(
            new MemoryCollections(tables, events),
            new MemoryHolds(tables, events),
            new MemoryErasures(tables, events)));
  }
}
