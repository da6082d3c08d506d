package dev.millrace.core.simulate;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.simulate.SimulatedStore.Busy;
import dev.millrace.core.simulate.SimulatedStore.Epoch;
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.TriggerEvent;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The closed loop in small, with a virtual clock: two servers that release, log and look after one
 * pipeline, callers, labels that come late, twice or before their predictions are written, and a
 * trainer. Everything that can fail does: the store is busy, servers and trainers die, blobs are
 * damaged, answers fail. The same seed gives the same run.
 *
 * <p>The rules of releases and triggers, their stored forms and the join of labels are those of
 * production; servers, log and trainer are models of theirs.
 */
public final class Simulation {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int SERVERS = 2;
  private final long seed;
  private final SimulatedWorld world;
  private final SimulatedTrainer trainer;
  private final SimulatedCallers callers;
  private int started;
  private int source = 1;

  /**
   * What happened.
   *
   * @param broken what should hold and did not; empty when all is well
   * @param lost predictions that were answered for and not acknowledged as kept
   */
  public record Result(
      long seed,
      long events,
      int epochs,
      int versions,
      long attempts,
      long predictions,
      long labels,
      long lost,
      List<String> broken) {
    public Result {
      broken = List.copyOf(broken);
    }
  }

  public Simulation(long seed) {
    this.seed = seed;
    this.world = new SimulatedWorld(new SplittableRandom(seed), BEGIN);
    this.trainer = new SimulatedTrainer(world);
    this.callers = new SimulatedCallers(world);
  }

  /** Runs for some time with failures, then a while without, in which everything must settle. */
  public Result run(Duration time) {
    var _ = world.register();
    world.store.apply(
        new ReleaseEvent.Propose(
            "first", SimulatedWorld.content(1), ReleaseStrategy.IMMEDIATE, new TreeSet<>()),
        world.agenda.now());
    for (int i = 0; i < SERVERS; i++) {
      start(i);
    }
    world.agenda.in(SECOND, callers::call);
    world.agenda.in(Duration.ofSeconds(5), this::happen);
    long events = world.agenda.runUntil(BEGIN.plus(time));
    world.failures = false;
    world.store.busyUntil(Instant.MIN);
    events += world.agenda.runUntil(BEGIN.plus(time).plus(Duration.ofMinutes(4)));
    world.servers.forEach(server -> server.group().commit());
    world.log.check(world.broken, seed);
    settled();
    TriggerState trigger = world.store.trigger(world.agenda.now());
    return new Result(
        seed,
        events,
        world.store.epochs(),
        world.store.versions(),
        trigger.attempts(),
        world.log.acknowledged(),
        world.log.acknowledgedLabels(),
        world.log.lost(),
        world.broken.found());
  }

  /** After a while without failures every server serves what is in force, and nothing hangs. */
  private void settled() {
    Instant now = world.agenda.now();
    Epoch current = world.store.current(now).orElseThrow();
    for (SimulatedServer server : world.servers) {
      boolean follows =
          server.live().filter(current::equals).isPresent()
              || current.at().isAfter(now.minusSeconds(3));
      boolean cannot =
          current.routes().routes().stream()
              .anyMatch(route -> world.damaged.contains(route.content().version()));
      if (!follows && !cannot) {
        world.broken.note(server.node() + " does not serve epoch " + current.number());
      }
    }
    ReleaseState release = world.store.release(now);
    boolean hangs =
        release
            .rollout()
            .filter(rollout -> rollout.since().isBefore(now.minus(Duration.ofMinutes(3))))
            .isPresent();
    if (hangs) {
      world.broken.note("a rollout hangs: " + release);
    }
    boolean stuck =
        world
            .store
            .trigger(now)
            .running()
            .filter(run -> run.since().isBefore(now.minus(Duration.ofMinutes(3))))
            .isPresent();
    if (stuck) {
      world.broken.note("a run is under way for ever");
    }
  }

  private void start(int place) {
    SimulatedServer server =
        new SimulatedServer(
            new NodeName("node" + ++started), world.store, world.log, world.damaged, world.failing);
    if (place < world.servers.size()) {
      world.servers.set(place, server);
    } else {
      world.servers.add(server);
    }
    world.agenda.in(Duration.ofMillis(world.chance.nextInt(1_000)), () -> keep(server));
    world.agenda.in(Duration.ofMillis(world.chance.nextInt(1_000)), () -> write(server));
    world.agenda.in(Duration.ofMillis(world.chance.nextInt(2_000)), () -> look(server));
  }

  /** What a keeper of releases does again and again. */
  private void keep(SimulatedServer server) {
    if (!server.isDead()) {
      try {
        server.tick(world.agenda.now());
      } catch (Busy busy) {
        // Serving goes on with what it has.
      }
      world.agenda.in(SECOND, () -> keep(server));
    }
  }

  /** The log writes a group. */
  private void write(SimulatedServer server) {
    if (!server.isDead()) {
      for (LoggedPrediction prediction : server.group().commit()) {
        if (world.chance.nextInt(3) > 0) {
          callers.later(prediction);
        }
      }
      world.agenda.in(Duration.ofMillis(200 + world.chance.nextInt(1_500)), () -> write(server));
    }
  }

  /** What a keeper of triggers does again and again. */
  private void look(SimulatedServer server) {
    if (server.isDead()) {
      return;
    }
    try {
      decide(server, world.agenda.now());
    } catch (Busy busy) {
      // Tried again at the next look.
    }
    world.agenda.in(Duration.ofMillis(800 + world.chance.nextInt(600)), () -> look(server));
  }

  private void decide(SimulatedServer server, Instant now) {
    Optional<Attempt> running = world.store.trigger(now).running();
    trainer.forget(server, running);
    running.ifPresent(attempt -> trainer.attend(server, attempt, now));
    world.store.apply(new TriggerEvent.DataSeen("data" + source, "", 0), now);
    ReleaseState release = world.store.release(now);
    int live = release.live().map(ReleaseContent::version).orElse(0);
    boolean moving = release.rollout().filter(rollout -> !rollout.isWhole()).isPresent();
    world
        .store
        .apply(
            new TriggerEvent.Tick(
                server.node(),
                live,
                moving ? TriggerEvent.Rollout.UNDER_WAY : TriggerEvent.Rollout.NONE,
                0),
            now)
        .ifPresent(attempt -> trainer.train(server, attempt));
  }

  /** Something happens to the world every few seconds. */
  private void happen() {
    world.agenda.in(Duration.ofMillis(2_000 + world.chance.nextInt(8_000)), this::happen);
    try {
      switch (world.chance.nextInt(world.failures ? 9 : 3)) {
        case 0 -> source++;
        case 1 -> found(new TriggerEvent.DriftFound(live(), "x"));
        case 2 -> found(new TriggerEvent.QualityFell(live(), "log_loss"));
        case 3 ->
            world.store.busyUntil(world.agenda.now().plusMillis(world.chance.nextInt(60_000)));
        case 4 -> {
          if (world.chance.nextInt(3) == 0) {
            kill();
          }
        }
        case 5 -> trainer.kill();
        case 6 ->
            world.store.apply(
                new ReleaseEvent.RollBack(OptionalInt.empty(), "by hand"), world.agenda.now());
        case 7 -> found(new TriggerEvent.Requested(SimulatedCallers.CALLER, "by hand"));
        default -> leave();
      }
    } catch (Busy busy) {
      // Whoever wanted it is told to try again.
    }
  }

  private int live() {
    return world.store.release(world.agenda.now()).live().map(ReleaseContent::version).orElse(0);
  }

  private void found(TriggerEvent event) {
    var _ = world.store.apply(event, world.agenda.now());
  }

  /** A server is killed, and started again a little later. */
  private void kill() {
    int place = world.chance.nextInt(world.servers.size());
    SimulatedServer server = world.servers.get(place);
    if (!server.isDead()) {
      server.die();
      server.group().die(world.chance);
      world.agenda.in(Duration.ofMillis(500 + world.chance.nextInt(30_000)), () -> start(place));
    }
  }

  /** A server is stopped in order, and started again at once. */
  private void leave() {
    int place = world.chance.nextInt(world.servers.size());
    SimulatedServer server = world.servers.get(place);
    if (!server.isDead()) {
      world.store.leave(server.node(), world.agenda.now());
      var _ = server.group().commit();
      server.die();
      world.agenda.in(SECOND, () -> start(place));
    }
  }
}
