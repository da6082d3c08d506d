package dev.millrace.testkit.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDraft;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MachineStore;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Durable state machines in memory. */
final class MemoryMachines implements MachineStore {
  private final MemoryTables tables;
  private final MemoryEvents events;
  private final MemoryRegistry registry;

  MemoryMachines(MemoryTables tables, MemoryEvents events, MemoryRegistry registry) {
    this.tables = tables;
    this.events = events;
    this.registry = registry;
  }

  @Override
  public MachineState step(Change change, MachineStep step) {
    synchronized (tables) {
      InProject<MachineId> key = new InProject<>(change.project(), step.id());
      Optional<MachineState> found = Optional.ofNullable(tables.machines.get(key));
      if (events.replayed(change, EventAction.MACHINE_STEP, ChangeRequests.of(step)).isPresent()) {
        return found.orElseThrow();
      }
      long revision = found.map(MachineState::revision).orElse(0L);
      if (revision != step.expected()) {
        throw StoreProblems.machineMoved(step, revision);
      }
      List<EventDraft> drafts = new ArrayList<>(List.of(EventDrafts.stepped(step)));
      List<Runnable> writes = new ArrayList<>();
      step.epoch().ifPresent(epoch -> putInForce(change, epoch, drafts, writes));
      step.champion()
          .flatMap(champion -> registry.fresh(change, champion))
          .ifPresent(
              choice -> {
                drafts.add(
                    EventDrafts.chosen(
                        EventAction.MODEL_CHOOSE,
                        ChangeRequests.of(step.champion().orElseThrow()),
                        choice));
                writes.add(() -> choices(change.project(), choice).add(choice));
              });
      MachineState next =
          new MachineState(step.id(), revision + 1, step.state(), step.due(), change.at());
      events.commit(
          change,
          drafts,
          () -> {
            tables.machines.put(key, next);
            writes.forEach(Runnable::run);
          });
      return next;
    }
  }

  private void putInForce(
      Change change, EpochDraft epoch, List<EventDraft> drafts, List<Runnable> writes) {
    for (ReleaseRoute route : epoch.routes().routes()) {
      var model = MemoryRegistryQueries.model(tables, change.project(), epoch.target().model());
      var _ =
          MemoryRegistryQueries.version(model, epoch.target().model(), route.content().version());
    }
    List<ReleaseEpoch> epochs = tables.epochs(change.project(), epoch.target());
    if (epochs.size() + 1 != epoch.number()) {
      throw StoreProblems.epochTaken(epoch, epochs.size());
    }
    drafts.add(EventDrafts.inForce(epoch));
    writes.add(
        () ->
            epochs.add(
                new ReleaseEpoch(
                    epoch.target(),
                    epoch.number(),
                    epoch.change(),
                    epoch.routes(),
                    change.actor(),
                    change.reason(),
                    change.at())));
  }

  private List<ChampionChoice> choices(ProjectName project, ChampionChoice choice) {
    return MemoryRegistryQueries.model(tables, project, choice.model()).choices();
  }

  @Override
  public Optional<MachineState> find(ProjectName project, MachineId id) {
    synchronized (tables) {
      return Optional.ofNullable(tables.machines.get(new InProject<>(project, id)));
    }
  }

  @Override
  public List<MachineState> list(ProjectName project, MachineId.Kind kind) {
    synchronized (tables) {
      return of(project).filter(machine -> machine.id().kind() == kind).sorted(byName()).toList();
    }
  }

  @Override
  public List<MachineState> due(ProjectName project, Instant now, int limit) {
    synchronized (tables) {
      return of(project)
          .filter(machine -> machine.due().isPresent() && !machine.due().get().isAfter(now))
          .sorted(
              Comparator.comparing((MachineState machine) -> machine.due().orElseThrow())
                  .thenComparing(machine -> machine.id().kind().name())
                  .thenComparing(byName()))
          .limit(limit)
          .toList();
    }
  }

  private java.util.stream.Stream<MachineState> of(ProjectName project) {
    return tables.machines.entrySet().stream()
        .filter(entry -> entry.getKey().project().equals(project))
        .map(java.util.Map.Entry::getValue);
  }

  private static Comparator<MachineState> byName() {
    return Comparator.comparing(machine -> machine.id().name());
  }
}
