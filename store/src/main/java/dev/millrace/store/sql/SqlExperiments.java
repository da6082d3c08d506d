package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.ExperimentStore;
import dev.millrace.spi.store.TrackEvents;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.NewExperiment;
import java.util.Optional;
import java.util.OptionalLong;

/** Experiments of projects. */
final class SqlExperiments implements ExperimentStore {
  private final Transactions transactions;

  SqlExperiments(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Experiment create(Change change, NewExperiment wish) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          ProjectName project = change.project();
          Digest asked = TrackEvents.request(wish);
          Optional<Experiment> there = ExperimentRow.find(session, project, wish.name());
          if (write.replayed(change, EventAction.EXPERIMENT_CREATE, asked).isPresent()
              && there.isPresent()) {
            return there.get();
          }
          if (there.isPresent()) {
            throw TrackRules.experimentExists(there.get());
          }
          Rows.ensureProject(session, project, change.at());
          ExperimentId id = ExperimentId.of(ExperimentRow.next(session));
          Experiment made = TrackRules.made(wish, id, change.at());
          ExperimentRow.insert(session, project, made);
          write.append(change, TrackEvents.created(wish, id));
          return made;
        });
  }

  @Override
  public Experiment change(Change change, ExperimentId id, ExperimentChange wish) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Experiment before = ExperimentRow.load(session, change.project(), id);
          Digest asked = TrackEvents.request(id, wish);
          if (write.replayed(change, EventAction.EXPERIMENT_CHANGE, asked).isPresent()) {
            return before;
          }
          Experiment after =
              TrackRules.after(
                  before,
                  wish,
                  ExperimentRow.pipeline(session, id),
                  name -> ExperimentRow.find(session, change.project(), name),
                  change.at());
          if (after.equals(before)) {
            return before;
          }
          ExperimentRow.save(session, after);
          switch (wish) {
            case ExperimentChange.SetTag set -> ExperimentRow.setTag(session, id, set.tag());
            case ExperimentChange.RemoveTag remove ->
                ExperimentRow.removeTag(session, id, remove.name());
            case ExperimentChange.Delete _, ExperimentChange.Restore _ ->
                setAside(session, id, after.deleted());
            case ExperimentChange.Rename _ -> {}
          }
          write.append(change, TrackEvents.changed(id, wish));
          return after;
        });
  }

  @Override
  public Experiment load(ProjectName project, ExperimentId id) {
    return transactions.read(session -> ExperimentRow.load(session, project, id));
  }

  @Override
  public Experiment loadByName(ProjectName project, String name) {
    return transactions.read(
        session ->
            ExperimentRow.find(session, project, name)
                .orElseThrow(() -> TrackRules.experimentUnknown(name)));
  }

  private static void setAside(SqlSession session, ExperimentId id, OptionalLong when) {
    session.execute(
        "UPDATE tracked_run SET deleted_ms = ? WHERE experiment_id = ?",
        TrackedRunRow.nullable(when),
        id.number());
  }
}
