package dev.millrace.core.simulate;

import dev.millrace.core.release.ArmTally;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Rollout;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.simulate.SimulatedStore.Epoch;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server of a simulation, from its start to its death: what it serves and what it has loaded. */
final class SimulatedServer {
  private final NodeName node;
  private final SimulatedStore store;
  private final SimulatedLog.Group group;
  private final Set<Integer> damaged;
  private final Set<Integer> failing;
  private final Map<Integer, long[]> answers = new HashMap<>();
  private final Set<Integer> loaded = new HashSet<>();
  private Optional<Epoch> live = Optional.empty();
  private boolean dead;

  /**
   * @param damaged versions whose blobs cannot be read
   * @param failing versions whose answers fail
   */
  SimulatedServer(
      NodeName node,
      SimulatedStore store,
      SimulatedLog log,
      Set<Integer> damaged,
      Set<Integer> failing) {
    this.node = node;
    this.store = store;
    this.group = log.new Group();
    this.damaged = damaged;
    this.failing = failing;
  }

  NodeName node() {
    return node;
  }

  boolean isDead() {
    return dead;
  }

  Optional<Epoch> live() {
    return live;
  }

  SimulatedLog.Group group() {
    return group;
  }

  void die() {
    dead = true;
  }

  /** What answers a request, by the same division of the traffic as in production. */
  Optional<ReleaseContent> route(long place) {
    return live.map(
        epoch -> {
          List<ReleaseRoute> routes = epoch.routes().routes();
          long left = ReleaseRoute.WHOLE;
          for (int i = routes.size() - 1; i > 0; i--) {
            left -= routes.get(i).share();
            if (place >= left) {
              return routes.get(i).content();
            }
          }
          return routes.getFirst().content();
        });
  }

  /** Answers with a version; false when the answer failed. */
  boolean answer(int version) {
    long[] tally = answers.computeIfAbsent(version, any -> new long[2]);
    tally[0]++;
    boolean fails = failing.contains(version);
    tally[1] += fails ? 1 : 0;
    return !fails;
  }

  void log(LoggedPrediction prediction) {
    group.add(prediction);
  }

  /** One look at the store, as a keeper of releases takes it; a busy store changes nothing. */
  void tick(Instant now) {
    store.beat(node, now);
    store.current(now).ifPresent(this::follow);
    ReleaseState state = store.release(now);
    state.rollout().ifPresent(rollout -> attend(rollout, now));
  }

  private void follow(Epoch epoch) {
    if (live.isPresent() && live.get().number() >= epoch.number()) {
      return;
    }
    // All of it or nothing: an epoch that cannot be loaded leaves the one before.
    boolean whole =
        epoch.routes().routes().stream().allMatch(route -> load(route.content().version()));
    if (whole) {
      live = Optional.of(epoch);
    }
  }

  private boolean load(int version) {
    return loaded.contains(version) || (!damaged.contains(version) && loaded.add(version));
  }

  private void attend(Rollout rollout, Instant now) {
    if (rollout.isPreparing()) {
      if (rollout.awaited().contains(node)) {
        answers.remove(rollout.candidate().version());
        store.apply(
            load(rollout.candidate().version())
                ? new ReleaseEvent.Prepared(rollout.id(), node)
                : new ReleaseEvent.PrepareFailed(rollout.id(), node, "its blob is damaged"),
            now);
      }
      for (NodeName awaited : rollout.awaited()) {
        if (!awaited.equals(node) && !store.listening(now).contains(awaited)) {
          store.apply(new ReleaseEvent.NodeGone(awaited), now);
        }
      }
    }
    store.apply(
        new ReleaseEvent.Look(tally(Optional.of(rollout.candidate())), tally(rollout.before())),
        now);
  }

  private ArmTally tally(Optional<ReleaseContent> content) {
    long[] tally =
        content.map(of -> answers.getOrDefault(of.version(), new long[2])).orElse(new long[2]);
    return new ArmTally(tally[0], tally[1], Duration.ofMillis(1).toNanos());
  }
}
