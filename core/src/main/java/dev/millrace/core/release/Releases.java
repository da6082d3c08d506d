package dev.millrace.core.release;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Releases as they are kept: events go through {@link ReleaseRules}, and what comes of them is one
 * transaction. Safe to share between threads; of many callers that see the same state one wins, the
 * others see what it did.
 */
public final class Releases {
  /** Times a step is computed again because another came between. */
  private static final int TRIES = 10;

  private final Stores stores;

  public Releases(Stores stores) {
    this.stores = stores;
  }

  /** What came of an event. */
  public record Outcome(ReleaseState state, String why) {}

  /** Where a release stands; {@link ReleaseState#NONE} when nothing was ever released. */
  public ReleaseState find(ProjectName project, ReleaseTarget target) {
    return stores
        .serving()
        .machines()
        .find(project, id(target))
        .map(machine -> ReleaseStateJson.state(machine.state()))
        .orElse(ReleaseState.NONE);
  }

  /** What an event would do now, without doing it: what {@link #apply} throws. */
  public Outcome preview(
      ProjectName project, ReleaseTarget target, ReleaseEvent event, Instant now) {
    ReleaseState state = find(project, target);
    return switch (ReleaseRules.next(state, event, now)) {
      case ReleaseVerdict.Stays stays -> new Outcome(state, stays.why());
      case ReleaseVerdict.Refused refused -> throw refused.why();
      case ReleaseVerdict.Moved moved -> new Outcome(moved.state(), moved.why());
    };
  }

  /**
   * Lets an event happen at the time of the change.
   *
   * @throws MillraceException CONFLICT when the rules refuse it, MODEL_UNKNOWN or
   *     MODEL_VERSION_UNKNOWN when what is released is not registered, or what the store fails with
   */
  public Outcome apply(Change change, ReleaseTarget target, ReleaseEvent event) {
    for (int tried = 1; ; tried++) {
      Optional<MachineState> machine =
          stores.serving().machines().find(change.project(), id(target));
      ReleaseState state =
          machine.map(found -> ReleaseStateJson.state(found.state())).orElse(ReleaseState.NONE);
      switch (ReleaseRules.next(state, event, change.at())) {
        case ReleaseVerdict.Stays stays -> {
          return new Outcome(state, stays.why());
        }
        case ReleaseVerdict.Refused refused -> throw refused.why();
        case ReleaseVerdict.Moved moved -> {
          try {
            var _ =
                stores
                    .serving()
                    .machines()
                    .step(change, step(change, target, machine, event, moved));
            return new Outcome(moved.state(), moved.why());
          } catch (MillraceException e) {
            if (e.code() != ErrorCode.CONFLICT
                || tried == TRIES
                || !moved(change, target, machine)) {
              throw e;
            }
          }
        }
      }
    }
  }

  private MachineStep step(
      Change change,
      ReleaseTarget target,
      Optional<MachineState> machine,
      ReleaseEvent event,
      ReleaseVerdict.Moved moved) {
    return new MachineStep(
        id(target),
        machine.map(MachineState::revision).orElse(0L),
        ReleaseStateJson.of(moved.state()),
        ReleaseStateJson.due(moved.state()),
        event.what(),
        Json.members().put("why", moved.why()).put("epoch", moved.state().epoch()).build(),
        moved
            .inForce()
            .map(
                inForce ->
                    new EpochDraft(
                        target, moved.state().epoch(), inForce.change(), inForce.routes())),
        champion(change.project(), target, moved));
  }

  /** Only what is live in production is the model's champion. */
  private Optional<ChampionRequest> champion(
      ProjectName project, ReleaseTarget target, ReleaseVerdict.Moved moved) {
    if (!target.equals(ReleaseTarget.production(target.model()))) {
      return Optional.empty();
    }
    return moved
        .inForce()
        .flatMap(ReleaseVerdict.InForce::champion)
        .map(
            kind -> {
              OptionalInt chosen =
                  stores.registryQueries().loadModel(project, target.model()).champion();
              return new ChampionRequest(
                  target.model(), moved.state().live().orElseThrow().version(), chosen, kind);
            });
  }

  private boolean moved(Change change, ReleaseTarget target, Optional<MachineState> seen) {
    return !stores.serving().machines().find(change.project(), id(target)).equals(seen);
  }

  static MachineId id(ReleaseTarget target) {
    return new MachineId(MachineId.Kind.RELEASE, target.toString());
  }
}
