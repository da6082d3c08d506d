package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.ExperimentStore;
import dev.millrace.spi.store.TrackEvents;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments in memory. */
final class MemoryExperiments implements ExperimentStore {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryExperiments(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public Experiment create(Change change, NewExperiment wish) {
    synchronized (tables) {
      Digest asked = TrackEvents.request(wish);
      Optional<Experiment> there = tables.notes.find(change.project(), wish.name());
      if (events.replayed(change, EventAction.EXPERIMENT_CREATE, asked).isPresent()
          && there.isPresent()) {
        return there.get();
      }
      if (there.isPresent()) {
        throw TrackRules.experimentExists(there.get());
      }
      Experiment made = TrackRules.made(wish, tables.notes.next(), change.at());
      events.commit(
          change, List.of(TrackEvents.created(wish, made.id())), () -> put(change.project(), made));
      return made;
    }
  }

  @Override
  public Experiment change(Change change, ExperimentId id, ExperimentChange wish) {
    synchronized (tables) {
      Experiment before = tables.notes.load(change.project(), id);
      Digest asked = TrackEvents.request(id, wish);
      if (events.replayed(change, EventAction.EXPERIMENT_CHANGE, asked).isPresent()) {
        return before;
      }
      Optional<PipelineName> pipeline =
          tables.experiments.entrySet().stream()
              .filter(entry -> entry.getValue().equals(id))
              .map(Map.Entry::getKey)
              .map(InProject::id)
              .findFirst();
      Experiment after =
          TrackRules.after(
              before,
              wish,
              pipeline,
              name -> tables.notes.find(change.project(), name),
              change.at());
      if (after.equals(before)) {
        return before;
      }
      events.commit(
          change,
          List.of(TrackEvents.changed(id, wish)),
          () -> {
            put(change.project(), after);
            if (wish instanceof ExperimentChange.Delete
                || wish instanceof ExperimentChange.Restore) {
              tables.notes.runs.values().stream()
                  .filter(noted -> noted.run.experiment().equals(id))
                  .forEach(noted -> noted.run = noted.run.deleted(after.deleted()));
            }
          });
      return after;
    }
  }

  @Override
  public Experiment load(ProjectName project, ExperimentId id) {
    synchronized (tables) {
      return tables.notes.load(project, id);
    }
  }

  @Override
  public Experiment loadByName(ProjectName project, String name) {
    synchronized (tables) {
      return tables.notes.find(project, name).orElseThrow(() -> TrackRules.experimentUnknown(name));
    }
  }

  private void put(ProjectName project, Experiment experiment) {
    tables.notes.experiments.put(experiment.id(), new InProject<>(project, experiment));
  }
}
