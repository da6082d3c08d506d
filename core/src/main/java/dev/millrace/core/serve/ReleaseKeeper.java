package dev.millrace.core.serve;

import dev.millrace.core.release.ArmTally;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStateJson;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Rollout;
import dev.millrace.core.release.Servers;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what a server answers with in step with what was decided: prepares candidates and says so,
 * swaps to the epoch in force, and looks after candidates that are on their way. {@link #tick} is
 * called by one thread, several times a second, never on an event loop. When the store cannot be
 * reached nothing changes: the server goes on with what it has, and {@link #trouble} says so.
 */
public final class ReleaseKeeper {
  private static final Logger LOG = System.getLogger(ReleaseKeeper.class.getName());

  private final Stores stores;
  private final Releases releases;
  private final ServedModels models;
  private final LiveReleases live;
  private final ProjectName project;
  private final NodeName node;
  private final InstantSource clock;
  private final Instant started;

  /** Candidates that were prepared, by the rollout they are for. */
  private final Map<String, ServedModel> prepared = new HashMap<>();

  /** Epochs that cannot be loaded, with the reason. */
  private final Map<ReleaseTarget, String> behind = new ConcurrentHashMap<>();

  private Instant beaten = Instant.MIN;
  private volatile Optional<String> unreachable = Optional.empty();

  public ReleaseKeeper(
      Stores stores,
      ServedModels models,
      LiveReleases live,
      ProjectName project,
      NodeName node,
      InstantSource clock) {
    this.stores = stores;
    this.releases = new Releases(stores);
    this.models = models;
    this.live = live;
    this.project = project;
    this.node = node;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** One look at the store. */
  public void tick() {
    try {
      Instant now = clock.instant();
      if (!now.isBefore(beaten.plus(Servers.BEAT))) {
        stores.serving().nodes().beat(new ServingNode(node, started, now));
        beaten = now;
      }
      stores.serving().releases().current(project).forEach(epoch -> follow(epoch, now));
      for (MachineState machine :
          stores.serving().machines().list(project, MachineId.Kind.RELEASE)) {
        ReleaseState state = ReleaseStateJson.state(machine.state());
        state.rollout().ifPresent(rollout -> attend(target(machine), rollout, now));
      }
      unreachable = Optional.empty();
    } catch (MillraceException e) {
      if (unreachable.isEmpty()) {
        LOG.log(Level.WARNING, "the store cannot be used, serving goes on with what is live", e);
      }
      unreachable = Optional.of(e.code().name());
    }
  }

  /** Says that this server is going away; nobody waits for it then. */
  public void leave() {
    stores.serving().nodes().leave(node);
  }

  /** Why the store could not be used at the last look; serving goes on meanwhile. */
  public Optional<String> trouble() {
    return unreachable;
  }

  /** Why this server does not answer by the epoch in force, by target; empty when it does. */
  public Map<ReleaseTarget, String> behind() {
    return Map.copyOf(behind);
  }

  private void follow(ReleaseEpoch epoch, Instant now) {
    Optional<LiveRelease> before = live.find(epoch.target());
    if (before.isPresent() && before.get().epoch().number() >= epoch.number()) {
      return;
    }
    try {
      List<ServedModel> routed = new ArrayList<>();
      epoch
          .routes()
          .routes()
          .forEach(route -> routed.add(find(epoch.target(), route.content(), before)));
      live.swap(new LiveRelease(epoch, routed));
      behind.remove(epoch.target());
      stores
          .serving()
          .releases()
          .served(project, new EpochServed(epoch.target(), epoch.number(), node, now));
    } catch (MillraceException e) {
      if (behind.put(epoch.target(), "epoch " + epoch.number() + ": " + e.code()) == null) {
        LOG.log(
            Level.ERROR,
            "epoch " + epoch.number() + " of " + epoch.target() + " cannot be served",
            e);
      }
    }
  }

  /** A model that is loaded already keeps its counts; any other is loaded now. */
  private ServedModel find(
      ReleaseTarget target, ReleaseContent content, Optional<LiveRelease> before) {
    for (ServedModel candidate : prepared.values()) {
      if (candidate.content().equals(content)) {
        return candidate;
      }
    }
    return before.stream()
        .flatMap(release -> release.models().stream())
        .filter(model -> model.content().equals(content))
        .findFirst()
        .orElseGet(() -> models.load(target, content));
  }

  private void attend(ReleaseTarget target, Rollout rollout, Instant now) {
    if (rollout.isPreparing()) {
      if (rollout.awaited().contains(node)) {
        prepare(target, rollout, now);
      }
      SortedSet<NodeName> there = Servers.listening(stores.serving().nodes(), now);
      rollout.awaited().stream()
          .filter(awaited -> !there.contains(awaited) && !awaited.equals(node))
          .forEach(gone -> apply(target, rollout, new ReleaseEvent.NodeGone(gone), now));
    }
    apply(
        target,
        rollout,
        new ReleaseEvent.Look(tally(target, rollout), before(target, rollout)),
        now);
  }

  private void prepare(ReleaseTarget target, Rollout rollout, Instant now) {
    ReleaseEvent event;
    try {
      prepared.clear();
      prepared.put(
          rollout.id(),
          live.find(target).stream()
              .flatMap(release -> release.models().stream())
              .filter(model -> model.content().equals(rollout.candidate()))
              .findFirst()
              .map(ServedModel::countingAnew)
              .orElseGet(() -> models.load(target, rollout.candidate())));
      event = new ReleaseEvent.Prepared(rollout.id(), node);
    } catch (MillraceException e) {
      LOG.log(
          Level.ERROR,
          "version " + rollout.candidate().version() + " of " + target + " cannot be loaded",
          e);
      event = new ReleaseEvent.PrepareFailed(rollout.id(), node, e.code().name());
    }
    apply(target, rollout, event, now);
  }

  private ArmTally tally(ReleaseTarget target, Rollout rollout) {
    return tally(target, rollout.candidate());
  }

  private ArmTally before(ReleaseTarget target, Rollout rollout) {
    return rollout.before().map(content -> tally(target, content)).orElse(ArmTally.NONE);
  }

  private ArmTally tally(ReleaseTarget target, ReleaseContent content) {
    return live.find(target).stream()
        .flatMap(release -> release.models().stream())
        .filter(model -> model.content().equals(content))
        .findFirst()
        .map(model -> model.counter().tally())
        .orElse(ArmTally.NONE);
  }

  private void apply(ReleaseTarget target, Rollout rollout, ReleaseEvent event, Instant now) {
    String key = node + ":" + rollout.id() + ":" + rollout.step() + ":" + event.what() + ":" + now;
    var _ =
        releases.apply(
            new Change(project, new Actor(node.value(), Actor.Standing.SYSTEM), "", key, now),
            target,
            event);
  }

  private static ReleaseTarget target(MachineState machine) {
    String name = machine.id().name();
    int slash = name.indexOf('/');
    return new ReleaseTarget(
        new ModelName(name.substring(0, slash)), new EnvironmentName(name.substring(slash + 1)));
  }
}
