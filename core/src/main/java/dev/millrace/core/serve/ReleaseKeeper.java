package dev.millrace.core.serve;

import dev.millrace.core.release.Comparison;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStateJson;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Rollout;
import dev.millrace.core.release.Servers;
import dev.millrace.core.release.ShadowTally;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Keeps what a server answers with in step with what was decided for its environment: prepares
 * candidates and says so, swaps to the epoch in force, and looks after candidates that are on their
 * way. {@link #tick} is called by one thread, whenever something may have changed in the store and
 * after {@link #patience} at the latest, never on an event loop. When the store cannot be reached
 * nothing changes: the server goes on with what it has, and {@link #trouble} says so.
 */
public final class ReleaseKeeper {
  private static final Logger LOG = System.getLogger(ReleaseKeeper.class.getName());

  private static final Duration BUSY = Duration.ofMillis(200);

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

  /** What answered before, while it may be gone back to by a switch. */
  private final Map<ReleaseTarget, List<ServedModel>> standing = new HashMap<>();

  private final Shadows shadows;
  private final Outcomes outcomes;
  private final LongSupplier nanoTime;

  /** Epochs that cannot be loaded, with the reason. */
  private final Map<ReleaseTarget, String> behind = new ConcurrentHashMap<>();

  /** The newest epochs this server answers by and has not said so of. */
  private final Map<ReleaseTarget, Long> unsaid = new HashMap<>();

  /** What this server has counted in the rollouts under way, by their names. */
  private final Map<String, RolloutCounts> counted = new TreeMap<>();

  /** What cannot be loaded to stand by, so that it is tried and told once. */
  private final Set<ReleaseContent> unable = new HashSet<>();

  private volatile boolean listening;
  private boolean busy;
  private Instant beaten = Instant.MIN;
  private volatile Optional<String> unreachable = Optional.empty();

  public ReleaseKeeper(
      Stores stores,
      ServedModels models,
      LiveReleases live,
      ProjectName project,
      NodeName node,
      Shadows shadows,
      Outcomes outcomes,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.stores = stores;
    this.releases = new Releases(stores, models.blobs());
    this.models = models;
    this.live = live;
    this.project = project;
    this.node = node;
    this.clock = clock;
    this.shadows = shadows;
    this.outcomes = outcomes;
    this.nanoTime = nanoTime;
    this.started = clock.instant();
  }

  /** One look at the store. */
  public void tick() {
    try {
      Instant now = clock.instant();
      // A clock that was set back must not keep this server silent until it has caught up.
      if (now.isBefore(beaten) || !now.isBefore(beaten.plus(Servers.BEAT))) {
        stores
            .serving()
            .nodes()
            .beat(
                new ServingNode(
                    node, live.environment(), started, now, RolloutCounts.text(counted)));
        beaten = now;
      }
      List<ReleaseEpoch> epochs =
          stores.serving().releases().current(project).stream()
              .filter(epoch -> isOurs(epoch.target()))
              .toList();
      // Read after the epochs, so that none of them is newer than its state.
      Map<ReleaseTarget, MachineState> machines = machines();
      epochs.forEach(epoch -> follow(epoch, machines));
      busy = false;
      counted.clear();
      machines.forEach(
          (target, machine) -> {
            ReleaseState state = ReleaseStateJson.state(machine.state());
            busy |= state.rollout().isPresent();
            shadow(target, state.rollout(), now);
            stand(target, state);
            state.rollout().ifPresent(rollout -> attend(machine, state.epoch(), rollout, now));
          });
      say(now);
      unreachable = Optional.empty();
    } catch (MillraceException e) {
      if (unreachable.isEmpty()) {
        LOG.log(Level.WARNING, "the store cannot be used, serving goes on with what is live", e);
      }
      unreachable = Optional.of(e.code().name());
    }
  }

  /**
   * How long the next look may wait while nothing changes in the store: until this server must show
   * again that it is there, and not long while it has something on its hands.
   */
  public Duration patience() {
    if (busy || unreachable.isPresent() || !behind.isEmpty() || !unsaid.isEmpty()) {
      return BUSY;
    }
    Duration left = Duration.between(clock.instant(), beaten.plus(Servers.BEAT));
    boolean setBack = left.compareTo(Servers.BEAT) > 0;
    return setBack || left.compareTo(BUSY) < 0 ? BUSY : left;
  }

  /** The server can be reached from now on: what it answers with is served, and said to be. */
  public void listening() {
    listening = true;
  }

  /** An epoch is said to be served once somebody can ask for it. */
  private void say(Instant now) {
    if (listening) {
      Map.copyOf(unsaid)
          .forEach(
              (target, epoch) -> {
                stores
                    .serving()
                    .releases()
                    .served(project, new EpochServed(target, epoch, node, now));
                unsaid.remove(target);
              });
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

  private boolean isOurs(ReleaseTarget target) {
    return target.environment().equals(live.environment());
  }

  private Map<ReleaseTarget, MachineState> machines() {
    Map<ReleaseTarget, MachineState> ours = new TreeMap<>();
    for (MachineState machine : stores.serving().machines().list(project, MachineId.Kind.RELEASE)) {
      ReleaseTarget target = Releases.target(machine.id());
      if (isOurs(target)) {
        ours.put(target, machine);
      }
    }
    return ours;
  }

  private void follow(ReleaseEpoch epoch, Map<ReleaseTarget, MachineState> machines) {
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
      live.swap(
          new LiveRelease(
              epoch,
              routed,
              Optional.ofNullable(machines.get(epoch.target())).flatMap(ReleaseKeeper::sticky)));
      before.ifPresent(release -> standing.put(epoch.target(), release.models()));
      behind.remove(epoch.target());
      unsaid.put(epoch.target(), epoch.number());
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
    return Stream.concat(
            before.stream().flatMap(release -> release.models().stream()),
            standing.getOrDefault(target, List.of()).stream())
        .filter(model -> model.content().equals(content))
        .findFirst()
        .orElseGet(() -> models.load(target, content));
  }

  private static Optional<Stickiness> sticky(MachineState machine) {
    return ReleaseStateJson.state(machine.state())
        .rollout()
        .filter(rollout -> !rollout.isWhole())
        .flatMap(
            rollout ->
                rollout.strategy().comparison() instanceof Comparison.AbTest test
                    ? Optional.of(new Stickiness(test.key(), rollout.id()))
                    : Optional.empty());
  }

  /** A shadow scores on this server as long as it is one. */
  private void shadow(ReleaseTarget target, Optional<Rollout> rollout, Instant now) {
    Optional<Shadow> running = shadows.find(target);
    if (rollout.isEmpty() || !rollout.get().isShadowing()) {
      shadows.end(target);
    } else if (running.isEmpty() || !running.get().isOf(rollout.get().id())) {
      if (!prepared.containsKey(rollout.get().id())) {
        prepare(target, rollout.get(), now);
      }
      ServedModel candidate = prepared.get(rollout.get().id());
      if (candidate != null
          && rollout.get().strategy().comparison() instanceof Comparison.Shadow settings) {
        shadows.begin(target, new Shadow(rollout.get().id(), candidate, settings, nanoTime));
      }
    }
  }

  /** What was live before stays loaded while the version after it is watched. */
  private void stand(ReleaseTarget target, ReleaseState state) {
    Optional<ReleaseContent> before =
        state.rollout().filter(Rollout::isWhole).flatMap(Rollout::before);
    if (before.isEmpty() && live.keepsPrevious() && !state.past().isEmpty()) {
      before = Optional.of(state.past().getLast());
    }
    if (before.isEmpty()) {
      live.standBy(target, Optional.empty());
      if (state.rollout().isEmpty()) {
        standing.remove(target);
      }
      return;
    }
    ReleaseContent content = before.get();
    Optional<ServedModel> loaded =
        standing.getOrDefault(target, List.of()).stream()
            .filter(model -> model.content().equals(content))
            .findFirst();
    if (loaded.isEmpty() && !unable.contains(content)) {
      loaded = load(target, content);
    }
    loaded.ifPresent(model -> standing.put(target, List.of(model)));
    live.standBy(target, loaded);
  }

  private Optional<ServedModel> load(ReleaseTarget target, ReleaseContent content) {
    try {
      return Optional.of(models.load(target, content));
    } catch (MillraceException e) {
      unable.add(content);
      LOG.log(
          Level.WARNING, "version " + content.version() + " of " + target + " cannot stand by", e);
      return Optional.empty();
    }
  }

  private void attend(MachineState machine, long epoch, Rollout rollout, Instant now) {
    ReleaseTarget target = Releases.target(machine.id());
    if (rollout.isPreparing() && rollout.awaited().contains(node)) {
      prepare(target, rollout, now);
    }
    List<ServingNode> others =
        Servers.there(stores.serving().nodes(), live.environment(), now).stream()
            .filter(other -> !other.node().equals(node))
            .toList();
    if (rollout.isPreparing()) {
      rollout.awaited().stream()
          .filter(awaited -> !awaited.equals(node))
          .filter(awaited -> others.stream().noneMatch(other -> other.node().equals(awaited)))
          .forEach(gone -> apply(target, rollout, new ReleaseEvent.NodeGone(gone), now));
    }
    RolloutCounts ours =
        new RolloutCounts(
            rollout.isShadowing()
                ? shadows
                    .find(target)
                    .map(shadow -> shadow.candidate().counter().counts())
                    .orElse(ArmCounts.NONE)
                : counts(target, rollout, epoch, rollout.candidate()),
            rollout
                .before()
                .map(content -> counts(target, rollout, epoch, content))
                .orElse(ArmCounts.NONE),
            shadows.find(target).map(Shadow::tally).orElse(ShadowTally.NONE));
    counted.put(rollout.id(), ours);
    RolloutCounts all =
        others.stream()
            .flatMap(other -> RolloutCounts.of(other.counted(), rollout.id()).stream())
            .reduce(ours, RolloutCounts::plus);
    ReleaseEvent look = all.look();
    // What was read for this look serves for it too; a step from an older state would be refused.
    var _ = releases.apply(change(rollout, look, now), target, look, machine);
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

  private ArmCounts counts(
      ReleaseTarget target, Rollout rollout, long epoch, ReleaseContent content) {
    ArmCounts answers = counts(target, content);
    return rollout.strategy().comparison() instanceof Comparison.AbTest test && !rollout.isWhole()
        ? answers.with(
            outcomes.count(target.model().value(), epoch, content.version(), test.wanted()))
        : answers;
  }

  private ArmCounts counts(ReleaseTarget target, ReleaseContent content) {
    return live.find(target).stream()
        .flatMap(release -> release.models().stream())
        .filter(model -> model.content().equals(content))
        .findFirst()
        .map(model -> model.counter().counts())
        .orElse(ArmCounts.NONE);
  }

  private void apply(ReleaseTarget target, Rollout rollout, ReleaseEvent event, Instant now) {
    var _ = releases.apply(change(rollout, event, now), target, event);
  }

  private Change change(Rollout rollout, ReleaseEvent event, Instant now) {
    String key = node + ":" + rollout.id() + ":" + rollout.step() + ":" + event.what() + ":" + now;
    return new Change(project, new Actor(node.value(), Actor.Standing.SYSTEM), "", key, now);
  }
}
