package dev.millrace.testkit.store;

import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseEvent;
import dev.millrace.spi.store.LeaseState;
import java.time.Instant;

/** The leases of a home in memory. */
final class MemoryLeases {
  private final MemoryTables tables;

  MemoryLeases(MemoryTables tables) {
    this.tables = tables;
  }

  LeaseState state(MemoryTables.InProject<PipelineName> pipeline) {
    return tables.leases.getOrDefault(pipeline, LeaseState.FREE);
  }

  /** What the lease would be after an event of its holder: LEASE_LOST. Changes nothing. */
  LeaseState require(Lease lease, LeaseEvent event, Instant now) {
    return lease.require(state(key(lease)), event, now);
  }

  void set(Lease lease, LeaseState state) {
    tables.leases.put(key(lease), state);
  }

  private static MemoryTables.InProject<PipelineName> key(Lease lease) {
    return new MemoryTables.InProject<>(lease.project(), lease.pipeline());
  }
}
