package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.spi.store.TrackEvents;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.store.TrackingStore;
import dev.millrace.spi.track.MetricHistory;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.NoteLimits;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedRun;
import dev.millrace.spi.track.TrackedStatus;
import dev.millrace.testkit.store.MemoryNotes.Noted;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Tracked runs in memory. */
final class MemoryTracking implements TrackingStore {
  private final MemoryTables tables;
  private final MemoryEvents events;
  private final MemoryLeases leases;

  MemoryTracking(MemoryTables tables, MemoryEvents events, MemoryLeases leases) {
    this.tables = tables;
    this.events = events;
    this.leases = leases;
  }

  @Override
  public TrackedRun create(Change change, NewRun wish) {
    synchronized (tables) {
      Digest asked = TrackEvents.request(wish);
      if (events.replayed(change, EventAction.RUN_CREATE, asked).isPresent()) {
        return tables.notes.load(change.project(), wish.run()).run;
      }
      TrackRules.requireActive(tables.notes.load(change.project(), wish.experiment()));
      InProject<RunId> key = new InProject<>(change.project(), wish.run());
      if (tables.notes.runs.containsKey(key)) {
        throw StoreProblems.runExists(wish.run());
      }
      Noted noted =
          new Noted(
              new TrackedRun(
                  wish.run(),
                  wish.experiment(),
                  wish.name(),
                  TrackedStatus.RUNNING,
                  wish.user(),
                  wish.started(),
                  OptionalLong.empty(),
                  wish.artifacts(),
                  Optional.empty(),
                  OptionalLong.empty()));
      tag(noted, wish.tags());
      events.commit(
          change, List.of(TrackEvents.created(wish)), () -> tables.notes.runs.put(key, noted));
      return noted.run;
    }
  }

  /** What may be refused is looked at before anything is written. */
  @Override
  public void log(Change change, RunId run, RunBatch batch, Optional<Lease> fence) {
    synchronized (tables) {
      Noted noted = tables.notes.load(change.project(), run);
      TrackRules.requireLoggable(noted.run, batch, fence);
      fence.ifPresent(
          lease -> {
            var _ = leases.require(lease, lease.check(change), change.at());
          });
      List<String> metrics = batch.metrics().stream().map(MetricPoint::name).toList();
      room(noted.metrics, metrics, "metrics of this run", NoteLimits.RUN_METRICS);
      for (Param param : batch.params()) {
        String before = noted.params.getOrDefault(param.name(), param.value());
        if (!before.equals(param.value())) {
          throw TrackRules.paramTaken(param, before);
        }
      }
      List<String> params = batch.params().stream().map(Param::name).toList();
      room(noted.params, params, "parameters of this run", NoteLimits.RUN_TEXTS);
      tag(noted, batch.tags());
      batch
          .metrics()
          .forEach(
              point ->
                  noted
                      .metrics
                      .computeIfAbsent(point.name(), n -> new TreeSet<>(MetricPoint.HISTORY))
                      .add(point));
      batch.params().forEach(param -> noted.params.put(param.name(), param.value()));
    }
  }

  @Override
  public TrackedRun change(Change change, RunId run, RunChange wish) {
    synchronized (tables) {
      Noted noted = tables.notes.load(change.project(), run);
      if (TrackRules.isEvent(wish)
          && events
              .replayed(change, EventAction.RUN_CHANGE, TrackEvents.request(run, wish))
              .isPresent()) {
        return noted.run;
      }
      TrackRules.requireChangeable(noted.run, wish);
      TrackedRun after = TrackRules.after(noted.run, wish, change.at());
      if (wish instanceof RunChange.RemoveTag remove && noted.tags.remove(remove.name()) == null) {
        throw TrackRules.noTag(remove.name());
      }
      if (after.equals(noted.run)) {
        return after;
      }
      if (TrackRules.isEvent(wish)) {
        events.commit(change, List.of(TrackEvents.changed(run, wish)), () -> noted.run = after);
      } else {
        noted.run = after;
      }
      return after;
    }
  }

  @Override
  public RunNotes load(ProjectName project, RunId run) {
    synchronized (tables) {
      return tables.notes.load(project, run).notes();
    }
  }

  @Override
  public List<MetricPoint> history(ProjectName project, MetricHistory page) {
    synchronized (tables) {
      return tables
          .notes
          .load(project, page.run())
          .metrics
          .getOrDefault(page.name(), new TreeSet<>(MetricPoint.HISTORY))
          .stream()
          .filter(
              point ->
                  page.after().isEmpty()
                      || MetricPoint.HISTORY.compare(point, page.after().get()) > 0)
          .limit(page.limit())
          .toList();
    }
  }

  private static void tag(Noted noted, List<Tag> tags) {
    List<Tag> kept = TrackRules.withoutName(tags);
    TrackedRun named = TrackRules.named(noted.run, tags);
    room(
        noted.tags,
        kept.stream().map(Tag::name).toList(),
        "tags of this run",
        NoteLimits.RUN_TEXTS);
    kept.forEach(tag -> noted.tags.put(tag.name(), tag.value()));
    noted.run = named;
  }

  private static void room(Map<String, ?> there, Collection<String> names, String what, int most) {
    long fresh = names.stream().distinct().filter(name -> !there.containsKey(name)).count();
    if (fresh > 0 && there.size() + fresh > most) {
      throw TrackRules.full(what, most);
    }
  }
}
