package dev.millrace.core.simulate;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.simulate.SimulatedStore.Busy;
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.RunOutcome;
import dev.millrace.core.trigger.TriggerEvent;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The processes of runs: one at a time, since a run holds its pipeline's lease. */
final class SimulatedTrainer {
  private static final ReleaseStrategy CANARY =
      new ReleaseStrategy(
          List.of(1_000, 5_000, ReleaseRoute.WHOLE),
          Duration.ofSeconds(10),
          5,
          Duration.ofMinutes(2),
          0.05,
          Duration.ofMillis(50),
          2,
          Duration.ofSeconds(20));

  private final SimulatedWorld world;
  private Optional<Child> newest = Optional.empty();

  SimulatedTrainer(SimulatedWorld world) {
    this.world = world;
  }

  /** The process of a run. */
  private static final class Child {
    private final Attempt attempt;
    private final SimulatedServer parent;
    private Optional<RunOutcome> ended = Optional.empty();
    private boolean dead;

    Child(Attempt attempt, SimulatedServer parent) {
      this.attempt = attempt;
      this.parent = parent;
    }
  }

  /** The newest process is killed. */
  void kill() {
    newest.ifPresent(child -> child.dead = true);
  }

  /** A server's process that its store does not know any more is ended by it. */
  void forget(SimulatedServer server, Optional<Attempt> running) {
    newest
        .filter(child -> child.parent == server)
        .filter(child -> running.filter(child.attempt::equals).isEmpty())
        .ifPresent(child -> child.dead = true); // taken for lost while the store was away
  }

  /** Tells the store how the run under way fares, as far as a server can know. */
  void attend(SimulatedServer server, Attempt attempt, Instant now) {
    if (!attempt.node().equals(server.node())) {
      if (!world.store.listening(now).contains(attempt.node())) {
        world.store.apply(new TriggerEvent.RunLost(attempt.number(), "its server is gone"), now);
      }
      return;
    }
    Optional<Child> child =
        newest.filter(at -> at.attempt.number() == attempt.number() && at.parent == server);
    if (child.isEmpty() || child.get().dead) {
      world.store.apply(new TriggerEvent.RunLost(attempt.number(), "it is gone"), now);
    } else if (child.get().ended.isPresent()) {
      world.store.apply(
          new TriggerEvent.RunEnded(attempt.number(), child.get().ended.get(), ""), now);
    }
  }

  /** Starts the process of a run. */
  void train(SimulatedServer server, Attempt attempt) {
    if (world.failures && world.chance.nextInt(20) == 0) {
      return; // the process could not be started
    }
    boolean held =
        newest.filter(at -> !at.dead && at.ended.isEmpty() && !at.parent.isDead()).isPresent();
    if (held) {
      return; // a run that was taken for lost still has the pipeline's lease
    }
    Child child = new Child(attempt, server);
    newest = Optional.of(child);
    world.agenda.in(Duration.ofSeconds(2 + world.chance.nextInt(20)), () -> register(child));
  }

  private boolean isGone(Child child) {
    if (world.failures && world.chance.nextInt(12) == 0) {
      child.dead = true;
    }
    return child.dead || child.parent.isDead();
  }

  private void register(Child child) {
    if (isGone(child)) {
      return;
    }
    int fate = world.chance.nextInt(10);
    if (fate < 3) {
      child.ended =
          Optional.of(
              List.of(RunOutcome.DATA_REFUSED, RunOutcome.GATE_REFUSED, RunOutcome.FAILED)
                  .get(fate));
      return;
    }
    try {
      int version = world.register();
      if (world.failures && world.chance.nextInt(8) == 0) {
        world.damaged.add(version);
      }
      if (world.failures && world.chance.nextInt(6) == 0) {
        world.failing.add(version);
      }
      world.agenda.in(
          Duration.ofMillis(world.chance.nextInt(2_000)), () -> propose(child, version));
    } catch (Busy busy) {
      child.ended = Optional.of(RunOutcome.FAILED);
    }
  }

  private void propose(Child child, int version) {
    if (isGone(child)) {
      return;
    }
    try {
      world.store.apply(
          new ReleaseEvent.Propose(
              "r" + version + ":" + child.attempt.number(),
              SimulatedWorld.content(version),
              world.chance.nextInt(4) == 0 ? CANARY.atOnce() : CANARY,
              world.store.listening(world.agenda.now())),
          world.agenda.now());
      child.ended = isGone(child) ? Optional.empty() : Optional.of(RunOutcome.DONE);
    } catch (Busy busy) {
      child.ended = Optional.of(RunOutcome.FAILED);
    }
  }
}
