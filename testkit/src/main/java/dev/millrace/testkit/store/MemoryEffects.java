package dev.millrace.testkit.store;

import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.EffectJournal;
import dev.millrace.spi.store.EffectState;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.PendingEffect;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.Effect;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of effects in memory. */
final class MemoryEffects implements EffectJournal {
  private final MemoryTables tables;
  private final MemoryEvents events;
  private final MemoryLeases leases;

  MemoryEffects(MemoryTables tables, MemoryEvents events, MemoryLeases leases) {
    this.tables = tables;
    this.events = events;
    this.leases = leases;
  }

  @Override
  public EffectState begin(Change change, Lease lease, EffectIntent intent) {
    synchronized (tables) {
      InProject<String> key = new InProject<>(change.project(), change.key());
      Effect known = tables.effects.get(key);
      if (known != null && !known.begun().intent().equals(intent)) {
        throw StoreProblems.keyTaken(change.key());
      }
      if (known != null && known.result().isPresent()) {
        return new EffectState.Completed(known.result().get());
      }
      var _ = leases.require(lease, lease.check(change), change.at());
      if (known == null) {
        PendingEffect begun =
            new PendingEffect(change.key(), intent, lease.holder().run(), change.at());
        events.commit(
            change,
            List.of(EventDrafts.effectBegun(lease, intent)),
            () -> tables.effects.put(key, new Effect(begun, Optional.empty())));
        return new EffectState.Fresh();
      }
      return new EffectState.InDoubt(known.begun().begunBy(), known.begun().since());
    }
  }

  @Override
  public Json complete(Change change, Lease lease, Json result) {
    synchronized (tables) {
      InProject<String> key = new InProject<>(change.project(), change.key());
      Effect known = tables.effects.get(key);
      if (known == null) {
        throw StoreProblems.neverBegun(change.key());
      }
      if (known.result().isPresent()) {
        return known.result().get();
      }
      var _ = leases.require(lease, lease.check(change), change.at());
      events.commit(
          change,
          List.of(EventDrafts.effectCompleted(lease, known.begun().intent(), result)),
          () -> tables.effects.put(key, new Effect(known.begun(), Optional.of(result))));
      return result;
    }
  }

  @Override
  public List<PendingEffect> listPending(ProjectName project) {
    synchronized (tables) {
      return tables.effects.entrySet().stream()
          .filter(entry -> entry.getKey().project().equals(project))
          .map(Map.Entry::getValue)
          .filter(effect -> effect.result().isEmpty())
          .map(Effect::begun)
          .toList();
    }
  }
}
