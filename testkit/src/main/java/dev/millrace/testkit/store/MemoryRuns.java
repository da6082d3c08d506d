package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDraft;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseEvent;
import dev.millrace.spi.store.LeaseHolder;
import dev.millrace.spi.store.LeaseRules;
import dev.millrace.spi.store.LeaseState;
import dev.millrace.spi.store.LeaseVerdict;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunStore;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.InProject;
import dev.millrace.testkit.store.MemoryTables.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes of runs in memory. */
final class MemoryRuns implements RunStore {
  private final MemoryTables tables;
  private final MemoryEvents events;
  private final MemoryLeases leases;
  private final MemoryResults results;
  private final Checkpoints checkpoints;

  MemoryRuns(
      MemoryTables tables,
      MemoryEvents events,
      MemoryLeases leases,
      MemoryResults results,
      Checkpoints checkpoints) {
    this.tables = tables;
    this.events = events;
    this.leases = leases;
    this.results = results;
    this.checkpoints = checkpoints;
  }

  @Override
  public StartedRun start(Change change, RunStart start) {
    synchronized (tables) {
      InProject<RunId> key = new InProject<>(change.project(), start.run());
      if (events.replayed(change, EventAction.RUN_START, ChangeRequests.of(start)).isPresent()) {
        return run(key).started();
      }
      if (tables.runs.containsKey(key)) {
        throw StoreProblems.runExists(start.run());
      }
      var pipeline = new InProject<>(change.project(), start.pipeline());
      LeaseState before = leases.state(pipeline);
      LeaseVerdict.Granted granted = acquire(change, start, before);
      ExperimentId experiment =
          Optional.ofNullable(tables.experiments.get(pipeline))
              .orElseGet(() -> tables.notes.experimentOf(change.project(), start.pipeline()));
      Lease lease =
          new Lease(
              change.project(),
              start.pipeline(),
              granted.next().epoch(),
              granted.next().holder().orElseThrow());
      Optional<RunId> abandoned = granted.displaced().map(LeaseHolder::run);
      StartedRun started = new StartedRun(lease, experiment, abandoned);
      List<EventDraft> drafts = new ArrayList<>();
      abandoned.ifPresent(run -> drafts.add(EventDrafts.abandoned(start, run)));
      drafts.add(EventDrafts.started(start, started));
      events.commit(
          change,
          drafts,
          () -> {
            abandoned.ifPresent(
                run ->
                    end(
                        new InProject<>(change.project(), run),
                        RunStatus.ABANDONED,
                        "",
                        change.at()));
            if (tables.experiments.put(pipeline, experiment) == null) {
              tables.notes.open(change, start.pipeline(), experiment);
            }
            tables.notes.start(change, start, experiment);
            leases.set(lease, granted.next());
            tables.runs.put(
                key, new Run(started, summary(change, start, started), new ArrayList<>()));
          });
      return started;
    }
  }

  @Override
  public Lease renew(Lease lease, Duration term, Instant now) {
    synchronized (tables) {
      LeaseState next =
          leases.require(
              lease, new LeaseEvent.Renew(lease.holder().run(), lease.epoch(), term), now);
      leases.set(lease, next);
      checkpoints.reached("lease.renewed");
      return new Lease(
          lease.project(), lease.pipeline(), lease.epoch(), next.holder().orElseThrow());
    }
  }

  @Override
  public StageRecord commit(Change change, Lease lease, StageCommit commit) {
    synchronized (tables) {
      InProject<RunId> key = new InProject<>(lease.project(), lease.holder().run());
      Optional<Event> first =
          events.replayed(change, EventAction.STAGE_COMMIT, ChangeRequests.of(lease, commit));
      if (first.isPresent()) {
        String subject = first.get().draft().subject();
        int ordinal = Integer.parseInt(subject.substring(subject.lastIndexOf('/') + 1));
        return run(key).stages().get(ordinal - 1);
      }
      var _ = leases.require(lease, lease.check(change), change.at());
      List<StageRecord> stages = run(key).stages();
      Optional<Digest> replaced = results.replacedBy(change.project(), commit);
      StageRecord record = new StageRecord(stages.size() + 1, commit, replaced);
      events.commit(
          change,
          List.of(EventDrafts.committed(lease, record)),
          () -> {
            stages.add(record);
            tables.collected.remove(new InProject<>(lease.project(), commit.result().digest()));
            results.store(change, lease.holder().run(), commit);
          });
      return record;
    }
  }

  @Override
  public void finish(Change change, Lease lease, RunEnd end) {
    synchronized (tables) {
      if (events
          .replayed(change, EventAction.RUN_FINISH, ChangeRequests.of(lease, end))
          .isPresent()) {
        return;
      }
      LeaseState next = leases.require(lease, lease.release(change), change.at());
      events.commit(
          change,
          List.of(EventDrafts.finished(lease, end)),
          () -> {
            leases.set(lease, next);
            end(
                new InProject<>(lease.project(), lease.holder().run()),
                end.status(),
                end.problem(),
                change.at());
          });
    }
  }

  private static LeaseVerdict.Granted acquire(Change change, RunStart start, LeaseState before) {
    LeaseEvent event =
        new LeaseEvent.Acquire(start.run(), start.owner(), start.term(), start.knownDead());
    return switch (LeaseRules.next(before, event, change.at())) {
      case LeaseVerdict.Granted granted -> granted;
      case LeaseVerdict.Busy busy ->
          throw new Lease(change.project(), start.pipeline(), before.epoch(), busy.holder()).busy();
      case LeaseVerdict.Lost lost ->
          throw new IllegalStateException("an acquisition lost: " + lost);
    };
  }

  private RunSummary summary(Change change, RunStart start, StartedRun started) {
    return new RunSummary(
        tables.runs.size() + 1L,
        start.run(),
        start.pipeline(),
        started.experiment(),
        start.config(),
        start.revision(),
        start.owner(),
        started.lease().epoch(),
        RunStatus.RUNNING,
        change.actor(),
        change.reason(),
        change.at(),
        Optional.empty(),
        "");
  }

  private Run run(InProject<RunId> key) {
    Run run = tables.runs.get(key);
    if (run == null) {
      throw StoreProblems.runUnknown(key.id());
    }
    return run;
  }

  private void end(InProject<RunId> key, RunStatus status, String problem, Instant at) {
    Run run = run(key);
    tables.runs.put(
        key, new Run(run.started(), run.summary().ended(status, problem, at), run.stages()));
    tables.notes.end(key, status, at);
  }
}
