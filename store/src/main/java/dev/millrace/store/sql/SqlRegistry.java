package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.ChampionRules;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.LabelRules;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Registry;
import dev.millrace.spi.store.StoreProblems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes of the model registry. */
final class SqlRegistry implements Registry {
  private final Transactions transactions;

  SqlRegistry(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public ModelVersion register(Change change, Registration registration) {
    return transactions.write(write -> register(write, change, registration));
  }

  @Override
  public ChampionChoice choose(Change change, ChampionRequest request) {
    return transactions.write(write -> choose(write, change, request));
  }

  /** Chooses within a larger write. */
  static ChampionChoice choose(WriteTransaction write, Change change, ChampionRequest request) {
    Digest asked = ChangeRequests.of(request);
    SqlSession session = write.session();
    Optional<Event> first = write.replayed(change, EventAction.MODEL_CHOOSE, asked);
    if (first.isPresent()) {
      return chosenBefore(session, change, request.model(), first.get());
    }
    var _ = VersionRow.load(session, change.project(), request.model(), request.version());
    List<ChampionChoice> choices = ModelRow.choices(session, change.project(), request.model());
    ChampionRules.requireExpected(request.model(), request.expected(), choices);
    if (request.expected().equals(OptionalInt.of(request.version()))) {
      return choices.getLast();
    }
    ChampionChoice choice = choice(change, request, choices.size() + 1);
    ModelRow.insert(session, change.project(), choice);
    write.append(change, EventDrafts.chosen(EventAction.MODEL_CHOOSE, asked, choice));
    return choice;
  }

  @Override
  public ChampionChoice rollBack(Change change, ModelName model, OptionalInt expected) {
    Digest asked = ChangeRequests.rollBack(model, expected);
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Optional<Event> first = write.replayed(change, EventAction.MODEL_ROLL_BACK, asked);
          if (first.isPresent()) {
            return chosenBefore(session, change, model, first.get());
          }
          List<ChampionChoice> choices = ModelRow.load(session, change.project(), model).choices();
          ChampionRules.requireExpected(model, expected, choices);
          int previous = ChampionRules.previous(model, choices);
          ChampionRequest request =
              new ChampionRequest(model, previous, expected, ChampionChoice.Kind.ROLL_BACK);
          ChampionChoice choice = choice(change, request, choices.size() + 1);
          ModelRow.insert(session, change.project(), choice);
          write.append(change, EventDrafts.chosen(EventAction.MODEL_ROLL_BACK, asked, choice));
          return choice;
        });
  }

  @Override
  public ModelVersion move(Change change, PhaseMove move) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          ModelVersion version =
              VersionRow.load(session, change.project(), move.model(), move.version());
          if (write.replayed(change, EventAction.MODEL_MOVE, ChangeRequests.of(move)).isPresent()) {
            return version.in(move.to());
          }
          if (version.phase() != move.from()) {
            throw StoreProblems.phaseMoved(move, version.phase());
          }
          session.execute(
              "UPDATE model_version SET phase = ? WHERE project = ? AND model = ? AND version = ?",
              move.to().name(),
              change.project().value(),
              move.model().value(),
              move.version());
          ModelRow.touch(session, change.project(), move.model(), move.version(), change.at());
          write.append(change, EventDrafts.moved(move));
          return version.in(move.to());
        });
  }

  @Override
  public void label(Change change, LabelChange wish) {
    ModelLabel label = wish.label();
    var _ =
        transactions.write(
            write -> {
              SqlSession session = write.session();
              var _ = ModelRow.latest(session, change.project(), label.model());
              if (label.version() > 0) {
                var _ = VersionRow.load(session, change.project(), label.model(), label.version());
              }
              boolean fresh =
                  write.replayed(change, EventAction.MODEL_LABEL, ChangeRequests.of(wish)).isEmpty()
                      && LabelRules.changes(
                          wish, LabelRow.list(session, change.project(), label.model()));
              if (fresh) {
                LabelRow.apply(session, change.project(), wish);
                ModelRow.touch(
                    session, change.project(), label.model(), label.version(), change.at());
                write.append(change, EventDrafts.labelled(wish));
              }
              return fresh;
            });
  }

  private static ModelVersion register(
      WriteTransaction write, Change change, Registration registration) {
    SqlSession session = write.session();
    var _ = write.replayed(change, EventAction.MODEL_REGISTER, ChangeRequests.of(registration));
    Optional<ModelVersion> known =
        VersionRow.find(
            session,
            change.project(),
            registration.model(),
            registration.lineage().run(),
            registration.scorer());
    if (known.isPresent()) {
      return known.get();
    }
    if (registration.fence().isPresent()) {
      Lease fence = registration.fence().get();
      var _ = LeaseRow.require(session, fence, fence.check(change), change.at());
    }
    int number = ModelRow.findLatest(session, change.project(), registration.model()).orElse(0) + 1;
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
    Rows.ensureProject(session, change.project(), change.at());
    ModelRow.saveLatest(session, change.project(), registration.model(), number, change.at());
    VersionRow.insert(session, change.project(), version);
    write.append(change, EventDrafts.registered(registration, number));
    return version;
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

  private static ChampionChoice chosenBefore(
      SqlSession session, Change change, ModelName model, Event first) {
    int sequence = JsonObject.of(first.draft().detail()).integer("sequence");
    return ModelRow.choices(session, change.project(), model).get(sequence - 1);
  }
}
