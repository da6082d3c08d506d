package dev.millrace.store.sql;

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
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedRun;
import dev.millrace.spi.track.TrackedStatus;
import dev.millrace.store.sql.TrackedRunRow.Numbered;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tracked runs and what is noted of them. */
final class SqlTracking implements TrackingStore {
  private final Transactions transactions;

  SqlTracking(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public TrackedRun create(Change change, NewRun wish) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Digest asked = TrackEvents.request(wish);
          if (write.replayed(change, EventAction.RUN_CREATE, asked).isPresent()) {
            return TrackedRunRow.load(session, change.project(), wish.run()).run();
          }
          TrackRules.requireActive(
              ExperimentRow.load(session, change.project(), wish.experiment()));
          if (TrackedRunRow.find(session, change.project(), wish.run()).isPresent()) {
            throw StoreProblems.runExists(wish.run());
          }
          TrackedRun run =
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
                  OptionalLong.empty());
          Rows.ensureProject(session, change.project(), change.at());
          long id = TrackedRunRow.insert(session, change.project(), run);
          TrackedRun named = tag(session, new Numbered(id, run), wish.tags());
          write.append(change, TrackEvents.created(wish));
          return named;
        });
  }

  @Override
  public void log(Change change, RunId run, RunBatch batch, Optional<Lease> fence) {
    var _ =
        transactions.write(
            write -> {
              SqlSession session = write.session();
              Numbered found = TrackedRunRow.load(session, change.project(), run);
              TrackRules.requireLoggable(found.run(), batch, fence);
              if (fence.isPresent()) {
                Lease lease = fence.get();
                var _ = LeaseRow.require(session, lease, lease.check(change), change.at());
              }
              MetricRows.add(session, found.id(), batch.metrics());
              TextRows.addParams(session, found.id(), batch.params());
              return tag(session, found, batch.tags());
            });
  }

  @Override
  public TrackedRun change(Change change, RunId run, RunChange wish) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Numbered found = TrackedRunRow.load(session, change.project(), run);
          if (TrackRules.isEvent(wish)
              && write
                  .replayed(change, EventAction.RUN_CHANGE, TrackEvents.request(run, wish))
                  .isPresent()) {
            return found.run();
          }
          TrackRules.requireChangeable(found.run(), wish);
          TrackedRun after = TrackRules.after(found.run(), wish, change.at());
          if (wish instanceof RunChange.RemoveTag remove) {
            TextRows.removeTag(session, found.id(), remove.name());
          }
          if (!after.equals(found.run())) {
            TrackedRunRow.save(session, new Numbered(found.id(), after));
            if (TrackRules.isEvent(wish)) {
              write.append(change, TrackEvents.changed(run, wish));
            }
          }
          return after;
        });
  }

  @Override
  public RunNotes load(ProjectName project, RunId run) {
    return transactions.read(
        session ->
            NotesOfRuns.load(session, List.of(TrackedRunRow.load(session, project, run)))
                .getFirst());
  }

  @Override
  public List<MetricPoint> history(ProjectName project, MetricHistory page) {
    return transactions.read(
        session ->
            MetricRows.history(
                session, TrackedRunRow.load(session, project, page.run()).id(), page));
  }

  /** Writes tags; the one that names the run becomes its name. */
  private static TrackedRun tag(SqlSession session, Numbered found, List<Tag> tags) {
    TextRows.addTags(session, found.id(), TrackRules.withoutName(tags));
    TrackedRun named = TrackRules.named(found.run(), tags);
    if (!named.equals(found.run())) {
      TrackedRunRow.save(session, new Numbered(found.id(), named));
    }
    return named;
  }
}
