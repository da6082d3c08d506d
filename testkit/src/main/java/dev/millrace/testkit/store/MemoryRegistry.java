package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.ChampionRules;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.LabelRules;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Registry;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.ModelRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes of the model registry in memory. */
final class MemoryRegistry implements Registry {
  private final MemoryTables tables;
  private final MemoryEvents events;
  private final MemoryLeases leases;

  MemoryRegistry(MemoryTables tables, MemoryEvents events, MemoryLeases leases) {
    this.tables = tables;
    this.events = events;
    this.leases = leases;
  }

  @Override
  public ModelVersion register(Change change, Registration registration) {
    synchronized (tables) {
      Digest request = ChangeRequests.of(registration);
      var _ = events.replayed(change, EventAction.MODEL_REGISTER, request);
      Optional<ModelVersion> known = known(change.project(), registration);
      if (known.isPresent()) {
        return known.get();
      }
      registration
          .fence()
          .ifPresent(
              lease -> {
                var _ = leases.require(lease, lease.check(change), change.at());
              });
      ModelRows model = tables.models(change.project()).get(registration.model());
      int number = model == null ? 1 : model.versions().size() + 1;
      ModelVersion version =
          new ModelVersion(
              registration.model(),
              number,
              registration.scorer(),
              ModelPhase.ASSESSMENT,
              registration.lineage(),
              registration.metrics(),
              change.actor(),
              change.reason(),
              change.at());
      events.commit(
          change,
          List.of(EventDrafts.registered(registration, number)),
          () ->
              tables
                  .models(change.project())
                  .computeIfAbsent(registration.model(), name -> new ModelRows())
                  .versions()
                  .add(version));
      return version;
    }
  }

  @Override
  public ChampionChoice choose(Change change, ChampionRequest request) {
    synchronized (tables) {
      Digest asked = ChangeRequests.of(request);
      Optional<ChampionChoice> first =
          replayed(change, EventAction.MODEL_CHOOSE, request.model(), asked);
      if (first.isPresent()) {
        return first.get();
      }
      ModelRows model = MemoryRegistryQueries.model(tables, change.project(), request.model());
      var _ = MemoryRegistryQueries.version(model, request.model(), request.version());
      ChampionRules.requireExpected(request.model(), request.expected(), model.choices());
      if (request.expected().equals(OptionalInt.of(request.version()))) {
        return model.choices().getLast();
      }
      return choose(change, request, EventAction.MODEL_CHOOSE, asked);
    }
  }

  @Override
  public ChampionChoice rollBack(Change change, ModelName name, OptionalInt expected) {
    synchronized (tables) {
      Digest asked = ChangeRequests.rollBack(name, expected);
      Optional<ChampionChoice> first = replayed(change, EventAction.MODEL_ROLL_BACK, name, asked);
      if (first.isPresent()) {
        return first.get();
      }
      ModelRows model = MemoryRegistryQueries.model(tables, change.project(), name);
      ChampionRules.requireExpected(name, expected, model.choices());
      int target = ChampionRules.previous(name, model.choices());
      return choose(
          change,
          new ChampionRequest(name, target, expected, ChampionChoice.Kind.ROLL_BACK),
          EventAction.MODEL_ROLL_BACK,
          asked);
    }
  }

  @Override
  public ModelVersion move(Change change, PhaseMove move) {
    synchronized (tables) {
      ModelRows model = MemoryRegistryQueries.model(tables, change.project(), move.model());
      ModelVersion version = MemoryRegistryQueries.version(model, move.model(), move.version());
      if (events.replayed(change, EventAction.MODEL_MOVE, ChangeRequests.of(move)).isPresent()) {
        return version.in(move.to());
      }
      if (version.phase() != move.from()) {
        throw StoreProblems.phaseMoved(move, version.phase());
      }
      events.commit(
          change,
          List.of(EventDrafts.moved(move)),
          () -> model.versions().set(move.version() - 1, version.in(move.to())));
      return version.in(move.to());
    }
  }

  @Override
  public void label(Change change, LabelChange wish) {
    synchronized (tables) {
      ModelLabel label = wish.label();
      ModelRows model = MemoryRegistryQueries.model(tables, change.project(), label.model());
      if (label.version() > 0) {
        var _ = MemoryRegistryQueries.version(model, label.model(), label.version());
      }
      boolean replayed =
          events.replayed(change, EventAction.MODEL_LABEL, ChangeRequests.of(wish)).isPresent();
      if (replayed || !LabelRules.changes(wish, model.labels())) {
        return;
      }
      events.commit(
          change,
          List.of(EventDrafts.labelled(wish)),
          () -> {
            model.labels().removeIf(wish::replaces);
            if (wish.action() == LabelChange.Action.SET) {
              model.labels().add(label);
            }
          });
    }
  }

  private Optional<ModelVersion> known(ProjectName project, Registration registration) {
    ModelRows model = tables.models(project).get(registration.model());
    return model == null
        ? Optional.empty()
        : model.versions().stream()
            .filter(version -> version.scorer().equals(registration.scorer()))
            .filter(version -> version.lineage().run().equals(registration.lineage().run()))
            .findFirst();
  }

  private Optional<ChampionChoice> replayed(
      Change change, EventAction action, ModelName name, Digest asked) {
    return events
        .replayed(change, action, asked)
        .map(
            event ->
                MemoryRegistryQueries.model(tables, change.project(), name)
                    .choices()
                    .get(JsonObject.of(event.draft().detail()).integer("sequence") - 1));
  }

  /** The choice that a request within a larger change makes; empty when it stands already. */
  Optional<ChampionChoice> fresh(Change change, ChampionRequest request) {
    if (replayed(change, EventAction.MODEL_CHOOSE, request.model(), ChangeRequests.of(request))
        .isPresent()) {
      return Optional.empty();
    }
    ModelRows model = MemoryRegistryQueries.model(tables, change.project(), request.model());
    var _ = MemoryRegistryQueries.version(model, request.model(), request.version());
    ChampionRules.requireExpected(request.model(), request.expected(), model.choices());
    return request.expected().equals(OptionalInt.of(request.version()))
        ? Optional.empty()
        : Optional.of(choice(change, request, model.choices().size() + 1));
  }

  private static ChampionChoice choice(Change change, ChampionRequest request, int sequence) {
    return new ChampionChoice(
        request.model(),
        sequence,
        request.version(),
        request.kind(),
        change.actor(),
        change.reason(),
        change.at());
  }

  private ChampionChoice choose(
      Change change, ChampionRequest request, EventAction action, Digest asked) {
    List<ChampionChoice> choices =
        MemoryRegistryQueries.model(tables, change.project(), request.model()).choices();
    ChampionChoice choice = choice(change, request, choices.size() + 1);
    events.commit(
        change, List.of(EventDrafts.chosen(action, asked, choice)), () -> choices.add(choice));
    return choice;
  }
}
