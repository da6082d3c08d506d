package dev.millrace.core.release;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Releases as they are kept: events go through {@link ReleaseRules}, and what comes of them is one
 * transaction. Safe to share between threads; of many callers that see the same state one wins, the
 * others see what it did.
 */
public final class Releases {
  /** Times a step is computed again because another came between. */
  private static final int TRIES = 10;

  /** The kind of statement an approval is. */
  public static final EvidenceKind APPROVAL = new EvidenceKind("approval");

  private final Stores stores;
  private final BlobStore blobs;
  private final Origins origins;

  /**
   * @param blobs hold what was stated about where versions come from, and so what is demanded
   */
  public Releases(Stores stores, BlobStore blobs) {
    this.stores = stores;
    this.blobs = blobs;
    this.origins = new Origins(stores.evidence(), blobs);
  }

  /** What came of an event. */
  public record Outcome(ReleaseState state, String why) {}

  /** Where a release stands; {@link ReleaseState#NONE} when nothing was ever released. */
  public ReleaseState find(ProjectName project, ReleaseTarget target) {
    return find(stores, project, target);
  }

  /** The same for who only looks. */
  public static ReleaseState find(Stores stores, ProjectName project, ReleaseTarget target) {
    return stores
        .serving()
        .machines()
        .find(project, id(target))
        .map(machine -> ReleaseStateJson.state(machine.state()))
        .orElse(ReleaseState.NONE);
  }

  /** What awaits approval, of every model in every environment. */
  public static SortedMap<ReleaseTarget, AwaitedApproval> awaited(
      Stores stores, ProjectName project) {
    SortedMap<ReleaseTarget, AwaitedApproval> awaited = new TreeMap<>();
    for (MachineState machine : stores.serving().machines().list(project, MachineId.Kind.RELEASE)) {
      ReleaseStateJson.state(machine.state())
          .awaited()
          .ifPresent(proposal -> awaited.put(target(machine.id()), proposal));
    }
    return awaited;
  }

  /** What an event would do now, without doing it: what {@link #apply} throws. */
  public Outcome preview(Change change, ReleaseTarget target, ReleaseEvent event) {
    ReleaseState state = find(change.project(), target);
    return switch (ReleaseRules.next(state, demanded(change, target, event), change.at())) {
      case ReleaseVerdict.Stays stays -> new Outcome(state, stays.why());
      case ReleaseVerdict.Refused refused -> throw refused.why();
      case ReleaseVerdict.Moved moved -> new Outcome(moved.state(), moved.why());
    };
  }

  /**
   * Lets an event happen at the time of the change.
   *
   * @throws MillraceException CONFLICT when the rules refuse it, GATE_REFUSED or POLICY_DENIED when
   *     it is not what is demanded, MODEL_UNKNOWN or MODEL_VERSION_UNKNOWN when what is released is
   *     not registered, or what the store fails with
   */
  public Outcome apply(Change change, ReleaseTarget target, ReleaseEvent event) {
    return apply(
        change, target, event, stores.serving().machines().find(change.project(), id(target)));
  }

  /** The same for a caller who has just read where the release stands. */
  public Outcome apply(Change change, ReleaseTarget target, ReleaseEvent event, MachineState seen) {
    return apply(change, target, event, Optional.of(seen));
  }

  private Outcome apply(
      Change change, ReleaseTarget target, ReleaseEvent given, Optional<MachineState> seen) {
    ReleaseEvent event = demanded(change, target, given);
    Optional<MachineState> machine = seen;
    for (int tried = 1; ; tried++) {
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
            if (event instanceof ReleaseEvent.Approve) {
              state(change, target, state.awaited().orElseThrow());
            }
            return new Outcome(moved.state(), moved.why());
          } catch (MillraceException e) {
            if (e.code() != ErrorCode.CONFLICT
                || tried == TRIES
                || !moved(change, target, machine)) {
              throw e;
            }
            machine = stores.serving().machines().find(change.project(), id(target));
          }
        }
      }
    }
  }

  /** The event with all that is demanded of it, and made by nobody but who makes the change. */
  private ReleaseEvent demanded(Change change, ReleaseTarget target, ReleaseEvent event) {
    return switch (event) {
      case ReleaseEvent.Propose propose ->
          propose.demanding(
              origins.clearance(
                  change.project(),
                  propose.content().scorer(),
                  target.environment(),
                  change.actor()));
      case ReleaseEvent.Approve approve ->
          new ReleaseEvent.Approve(approve.version(), change.actor(), approve.servers());
      case ReleaseEvent.Reject reject ->
          new ReleaseEvent.Reject(reject.version(), change.actor(), reject.why());
      default -> event;
    };
  }

  /** An approval is also a statement about the scorer, so that lineage and exports have it. */
  private void state(Change change, ReleaseTarget target, AwaitedApproval awaited) {
    Json body =
        Json.members()
            .put("target", target.toString())
            .put("version", awaited.content().version())
            .put("involved", Json.texts(List.copyOf(awaited.involved())))
            .put("by", change.actor().name())
            .put("reason", change.reason())
            .build();
    var _ =
        stores
            .evidence()
            .append(
                new Change(
                    change.project(),
                    change.actor(),
                    change.reason(),
                    "approval:" + change.key(),
                    change.at()),
                new Evidence(
                    awaited.content().scorer(), APPROVAL, blobs.put(CanonicalJson.bytes(body))));
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
        detail(event, moved),
        moved
            .inForce()
            .map(
                inForce ->
                    new EpochDraft(
                        target, moved.state().epoch(), inForce.change(), inForce.routes())),
        champion(change.project(), target, moved));
  }

  private static Json detail(ReleaseEvent event, ReleaseVerdict.Moved moved) {
    MembersBuilder out = Json.members().put("why", moved.why()).put("epoch", moved.state().epoch());
    switch (event) {
      case ReleaseEvent.Propose propose -> out.put("version", propose.content().version());
      case ReleaseEvent.Approve approve -> out.put("version", approve.version());
      case ReleaseEvent.Reject reject -> out.put("version", reject.version());
      default -> {}
    }
    return out.build();
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

  /** The target of a release's machine. */
  public static ReleaseTarget target(MachineId id) {
    int slash = id.name().indexOf('/');
    return new ReleaseTarget(
        new ModelName(id.name().substring(0, slash)),
        new EnvironmentName(id.name().substring(slash + 1)));
  }

  static MachineId id(ReleaseTarget target) {
    return new MachineId(MachineId.Kind.RELEASE, target.toString());
  }
}
