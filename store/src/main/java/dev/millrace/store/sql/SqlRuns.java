package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
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
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.StoreProblems;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes of runs. */
final class SqlRuns implements RunStore {
  private final Transactions transactions;

  SqlRuns(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public StartedRun start(Change change, RunStart start) {
    return transactions.write(write -> start(write, change, start));
  }

  @Override
  public Lease renew(Lease lease, Duration term, Instant now) {
    LeaseEvent event = new LeaseEvent.Renew(lease.holder().run(), lease.epoch(), term);
    return transactions.write(
        write -> {
          LeaseState next = LeaseRow.require(write.session(), lease, event, now);
          LeaseRow.save(write.session(), lease.project(), lease.pipeline(), next);
          write.reachesOnceDurable("lease.renewed");
          return new Lease(
              lease.project(), lease.pipeline(), lease.epoch(), next.holder().orElseThrow());
        });
  }

  @Override
  public StageRecord commit(Change change, Lease lease, StageCommit commit) {
    Digest request = ChangeRequests.of(lease, commit);
    return transactions.write(write -> commit(write, change, lease, commit, request));
  }

  @Override
  public void finish(Change change, Lease lease, RunEnd end) {
    transactions.write(
        write -> {
          SqlSession session = write.session();
          Digest request = ChangeRequests.of(lease, end);
          if (write.replayed(change, EventAction.RUN_FINISH, request).isEmpty()) {
            LeaseState next = LeaseRow.require(session, lease, lease.release(change), change.at());
            LeaseRow.save(session, lease.project(), lease.pipeline(), next);
            RunRow.end(session, change, lease.holder().run(), end.status(), end.problem());
            write.append(change, EventDrafts.finished(lease, end));
          }
          return lease;
        });
  }

  private static StartedRun start(WriteTransaction write, Change change, RunStart start) {
    SqlSession session = write.session();
    if (write.replayed(change, EventAction.RUN_START, ChangeRequests.of(start)).isPresent()) {
      return RunRow.started(session, change.project(), start.run());
    }
    if (RunRow.find(session, change.project(), start.run()).isPresent()) {
      throw StoreProblems.runExists(start.run());
    }
    LeaseState before = LeaseRow.load(session, change.project(), start.pipeline());
    LeaseVerdict.Granted granted = acquire(change, start, before);
    LeaseHolder holder = granted.next().holder().orElseThrow();
    ExperimentId experiment =
        PipelineRow.ensure(session, change.project(), start.pipeline(), change.at());
    Optional<RunId> abandoned = granted.displaced().map(LeaseHolder::run);
    StartedRun started =
        new StartedRun(
            new Lease(change.project(), start.pipeline(), granted.next().epoch(), holder),
            experiment,
            abandoned);
    LeaseRow.save(session, change.project(), start.pipeline(), granted.next());
    abandoned.ifPresent(
        run -> {
          RunRow.end(session, change, run, RunStatus.ABANDONED, "");
          write.append(change, EventDrafts.abandoned(start, run));
        });
    RunRow.insert(session, change, start, started);
    write.append(change, EventDrafts.started(start, started));
    return started;
  }

  private static LeaseVerdict.Granted acquire(Change change, RunStart start, LeaseState before) {
    LeaseEvent event =
        new LeaseEvent.Acquire(start.run(), start.owner(), start.term(), start.knownDead());
    return switch (LeaseRules.next(before, event, change.at())) {
      case LeaseVerdict.Granted granted -> granted;
      case LeaseVerdict.Busy busy ->
          throw new Lease(change.project(), start.pipeline(), before.epoch(), busy.holder()).busy();
      case LeaseVerdict.Lost lost ->
          throw new IllegalStateException("an acquisition cannot be lost: " + lost);
    };
  }

  private static StageRecord commit(
      WriteTransaction write, Change change, Lease lease, StageCommit commit, Digest request) {
    SqlSession session = write.session();
    RunId run = lease.holder().run();
    Optional<Event> first = write.replayed(change, EventAction.STAGE_COMMIT, request);
    if (first.isPresent()) {
      int ordinal = JsonObject.of(first.get().draft().detail()).integer("ordinal");
      return StageRow.load(session, lease.project(), run, ordinal);
    }
    var _ = LeaseRow.require(session, lease, lease.check(change), change.at());
    ResultRow.ensure(session, lease.project(), commit.result());
    SqlCollections.madeAgain(session, lease.project(), commit.result().digest());
    Optional<Digest> replaced = SqlResults.store(session, change, run, commit);
    StageRecord stage =
        new StageRecord(StageRow.nextOrdinal(session, lease.project(), run), commit, replaced);
    StageRow.insert(session, lease.project(), run, stage);
    write.append(change, EventDrafts.committed(lease, stage));
    return stage;
  }
}
