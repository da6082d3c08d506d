package dev.millrace.core.simulate;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.Micros;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.core.simulate.SimulatedStore.Busy;
import dev.millrace.core.simulate.SimulatedStore.Epoch;
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.RetrainSettings;
import dev.millrace.core.trigger.RunOutcome;
import dev.millrace.core.trigger.TriggerCause;
import dev.millrace.core.trigger.TriggerEvent;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoute;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
  private static final ModelName MODEL = new ModelName("simulated");
  private static final Actor CALLER = new Actor("caller", Actor.Standing.UNVERIFIED);
  private static final RetrainSettings RETRAIN =
      new RetrainSettings(
          RetrainSettings.Training.DYNAMIC,
          Set.of(
              TriggerCause.Kind.NEW_DATA,
              TriggerCause.Kind.DRIFT,
              TriggerCause.Kind.QUALITY,
              TriggerCause.Kind.SCHEDULE),
          Optional.of(Duration.ofMinutes(10)),
          Duration.ofSeconds(40),
          100,
          Duration.ofSeconds(5));
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

  private final long seed;
  private final SplittableRandom chance;
  private final Broken broken = new Broken();
  private final Agenda agenda = new Agenda(BEGIN);
  private final SimulatedStore store = new SimulatedStore(RETRAIN, broken, BEGIN);
  private final SimulatedLog log = new SimulatedLog();
  private final Set<Integer> damaged = new HashSet<>();
  private final Set<Integer> failing = new HashSet<>();
  private final List<SimulatedServer> servers = new ArrayList<>();
  private int started;
  private int versions;
  private long ids;
  private int source = 1;
  private Optional<Child> trainer = Optional.empty();
  private boolean failures = true;

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
    this.chance = new SplittableRandom(seed);
  }

  /** Runs for some time with failures, then a while without, in which everything must settle. */
  public Result run(Duration time) {
    register();
    store.apply(
        new ReleaseEvent.Propose("first", content(1), ReleaseStrategy.IMMEDIATE, new TreeSet<>()),
        agenda.now());
    for (int i = 0; i < SERVERS; i++) {
      start(i);
    }
    agenda.in(SECOND, this::call);
    agenda.in(Duration.ofSeconds(5), this::happen);
    long events = agenda.runUntil(BEGIN.plus(time));
    failures = false;
    store.busyUntil(Instant.MIN);
    events += agenda.runUntil(BEGIN.plus(time).plus(Duration.ofMinutes(4)));
    servers.forEach(server -> server.group().commit());
    log.check(broken, seed);
    settled();
    TriggerState trigger = store.trigger(agenda.now());
    return new Result(
        seed,
        events,
        store.epochs(),
        store.versions(),
        trigger.attempts(),
        log.acknowledged(),
        log.acknowledgedLabels(),
        log.lost(),
        broken.found());
  }

  /** After a while without failures every server serves what is in force, and nothing hangs. */
  private void settled() {
    Instant now = agenda.now();
    Epoch current = store.current(now).orElseThrow();
    for (SimulatedServer server : servers) {
      boolean follows =
          server.live().filter(current::equals).isPresent()
              || current.at().isAfter(now.minusSeconds(3));
      boolean cannot =
          current.routes().routes().stream()
              .anyMatch(route -> damaged.contains(route.content().version()));
      if (!follows && !cannot) {
        broken.note(server.node() + " does not serve epoch " + current.number());
      }
    }
    ReleaseState release = store.release(now);
    boolean hangs =
        release
            .rollout()
            .filter(rollout -> rollout.since().isBefore(now.minus(Duration.ofMinutes(3))))
            .isPresent();
    if (hangs) {
      broken.note("a rollout hangs: " + release);
    }
    boolean stuck =
        store
            .trigger(now)
            .running()
            .filter(run -> run.since().isBefore(now.minus(Duration.ofMinutes(3))))
            .isPresent();
    if (stuck) {
      broken.note("a run is under way for ever");
    }
  }

  private static ReleaseContent content(int version) {
    Digest scorer = digest("scorer " + version);
    return new ReleaseContent(
        version,
        scorer,
        new TreeMap<>(java.util.Map.of(ReleaseContents.REFERENCE, digest("reference " + version))));
  }

  private static Digest digest(String text) {
    return Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private int register() {
    store.register(content(versions + 1), agenda.now());
    return ++versions;
  }

  private void start(int place) {
    SimulatedServer server =
        new SimulatedServer(new NodeName("node" + ++started), store, log, damaged, failing);
    if (place < servers.size()) {
      servers.set(place, server);
    } else {
      servers.add(server);
    }
    agenda.in(Duration.ofMillis(chance.nextInt(1_000)), () -> keep(server));
    agenda.in(Duration.ofMillis(chance.nextInt(1_000)), () -> write(server));
    agenda.in(Duration.ofMillis(chance.nextInt(2_000)), () -> look(server));
  }

  /** What a keeper of releases does again and again. */
  private void keep(SimulatedServer server) {
    if (!server.isDead()) {
      try {
        server.tick(agenda.now());
      } catch (Busy busy) {
        // Serving goes on with what it has.
      }
      agenda.in(SECOND, () -> keep(server));
    }
  }

  /** The log writes a group. */
  private void write(SimulatedServer server) {
    if (!server.isDead()) {
      for (LoggedPrediction prediction : server.group().commit()) {
        if (chance.nextInt(3) > 0) {
          later(prediction);
        }
      }
      agenda.in(Duration.ofMillis(200 + chance.nextInt(1_500)), () -> write(server));
    }
  }

  /** A label comes late, and sometimes twice. */
  private void later(LoggedPrediction prediction) {
    int times = chance.nextInt(10) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      agenda.in(Duration.ofMillis(chance.nextInt(60_000)), () -> label(prediction));
    }
  }

  private void label(LoggedPrediction prediction) {
    SimulatedServer server = servers.get(chance.nextInt(servers.size()));
    if (server.isDead()) {
      agenda.in(SECOND, () -> label(prediction)); // told again until it is acknowledged
      return;
    }
    server
        .group()
        .add(
            new LoggedLabel(
                new LabelTarget.OfPrediction(prediction.id()),
                (prediction.id().low() & 1) == 0 ? "no" : "yes",
                prediction.atMicros(),
                Micros.of(agenda.now()),
                CALLER));
  }

  /** A caller asks one of the servers. */
  private void call() {
    agenda.in(Duration.ofMillis(100 + chance.nextInt(900)), this::call);
    SimulatedServer server = servers.get(chance.nextInt(servers.size()));
    long place = chance.nextInt(ReleaseRoute.WHOLE);
    Optional<ReleaseContent> answering = server.isDead() ? Optional.empty() : server.route(place);
    if (answering.isEmpty() || !server.answer(answering.get().version())) {
      return;
    }
    Epoch epoch = server.live().orElseThrow();
    int version = answering.get().version();
    LoggedPrediction prediction =
        new LoggedPrediction(
            new PredictionId(Micros.of(agenda.now()), ++ids),
            Micros.of(agenda.now()),
            new ServedVersion(MODEL, version, epoch.number()),
            RowJson.of("{}"),
            ScoreVector.of(0.5),
            Optional.of("no"),
            1,
            Optional.empty(),
            List.of());
    check(prediction, place);
    server.log(prediction);
    if (chance.nextInt(50) == 0) {
      label(prediction); // told by somebody who was faster than the log
    }
  }

  /** Its epoch was in force by then, and led to its version. */
  private void check(LoggedPrediction prediction, long place) {
    ServedVersion served = prediction.served();
    Optional<Epoch> epoch = store.epoch(served.epoch());
    if (epoch.isEmpty() || epoch.get().at().isAfter(agenda.now())) {
      broken.note("a prediction of epoch " + served.epoch() + " before there was one");
      return;
    }
    List<ReleaseRoute> routes = epoch.get().routes().routes();
    boolean candidate = routes.size() > 1 && place >= ReleaseRoute.WHOLE - routes.getLast().share();
    int meant = (candidate ? routes.getLast() : routes.getFirst()).content().version();
    if (meant != served.version()) {
      broken.note("epoch " + served.epoch() + " answered with version " + served.version());
    }
  }

  /** What a keeper of triggers does again and again. */
  private void look(SimulatedServer server) {
    if (server.isDead()) {
      return;
    }
    try {
      decide(server, agenda.now());
    } catch (Busy busy) {
      // Tried again at the next look.
    }
    agenda.in(Duration.ofMillis(800 + chance.nextInt(600)), () -> look(server));
  }

  private void decide(SimulatedServer server, Instant now) {
    Optional<Attempt> running = store.trigger(now).running();
    trainer
        .filter(child -> child.parent == server)
        .filter(child -> running.filter(child.attempt::equals).isEmpty())
        .ifPresent(child -> child.dead = true); // taken for lost while the store was away
    running.ifPresent(attempt -> attend(server, attempt, now));
    store.apply(new TriggerEvent.DataSeen("data" + source, "", 0), now);
    ReleaseState release = store.release(now);
    int live = release.live().map(ReleaseContent::version).orElse(0);
    boolean moving = release.rollout().filter(rollout -> !rollout.isWhole()).isPresent();
    store
        .apply(
            new TriggerEvent.Tick(
                server.node(),
                live,
                moving ? TriggerEvent.Rollout.UNDER_WAY : TriggerEvent.Rollout.NONE,
                0),
            now)
        .ifPresent(attempt -> train(server, attempt));
  }

  private void attend(SimulatedServer server, Attempt attempt, Instant now) {
    if (!attempt.node().equals(server.node())) {
      if (!store.listening(now).contains(attempt.node())) {
        store.apply(new TriggerEvent.RunLost(attempt.number(), "its server is gone"), now);
      }
      return;
    }
    Optional<Child> child =
        trainer.filter(at -> at.attempt.number() == attempt.number() && at.parent == server);
    if (child.isEmpty() || child.get().dead) {
      store.apply(new TriggerEvent.RunLost(attempt.number(), "it is gone"), now);
    } else if (child.get().ended.isPresent()) {
      store.apply(new TriggerEvent.RunEnded(attempt.number(), child.get().ended.get(), ""), now);
    }
  }

  private void train(SimulatedServer server, Attempt attempt) {
    if (failures && chance.nextInt(20) == 0) {
      return; // the process could not be started
    }
    boolean held =
        trainer.filter(at -> !at.dead && at.ended.isEmpty() && !at.parent.isDead()).isPresent();
    if (held) {
      return; // a run that was taken for lost still has the pipeline's lease
    }
    Child child = new Child(attempt, server);
    trainer = Optional.of(child);
    agenda.in(Duration.ofSeconds(2 + chance.nextInt(20)), () -> register(child));
  }

  private boolean isGone(Child child) {
    if (failures && chance.nextInt(12) == 0) {
      child.dead = true;
    }
    return child.dead || child.parent.isDead();
  }

  private void register(Child child) {
    if (isGone(child)) {
      return;
    }
    int fate = chance.nextInt(10);
    if (fate < 3) {
      child.ended =
          Optional.of(
              List.of(RunOutcome.DATA_REFUSED, RunOutcome.GATE_REFUSED, RunOutcome.FAILED)
                  .get(fate));
      return;
    }
    try {
      int version = register();
      if (failures && chance.nextInt(8) == 0) {
        damaged.add(version);
      }
      if (failures && chance.nextInt(6) == 0) {
        failing.add(version);
      }
      agenda.in(Duration.ofMillis(chance.nextInt(2_000)), () -> propose(child, version));
    } catch (Busy busy) {
      child.ended = Optional.of(RunOutcome.FAILED);
    }
  }

  private void propose(Child child, int version) {
    if (isGone(child)) {
      return;
    }
    try {
      store.apply(
          new ReleaseEvent.Propose(
              "r" + version + ":" + child.attempt.number(),
              content(version),
              chance.nextInt(4) == 0 ? CANARY.atOnce() : CANARY,
              store.listening(agenda.now())),
          agenda.now());
      child.ended = isGone(child) ? Optional.empty() : Optional.of(RunOutcome.DONE);
    } catch (Busy busy) {
      child.ended = Optional.of(RunOutcome.FAILED);
    }
  }

  /** Something happens to the world every few seconds. */
  private void happen() {
    agenda.in(Duration.ofMillis(2_000 + chance.nextInt(8_000)), this::happen);
    try {
      switch (chance.nextInt(failures ? 9 : 3)) {
        case 0 -> source++;
        case 1 -> found(new TriggerEvent.DriftFound(live(), "x"));
        case 2 -> found(new TriggerEvent.QualityFell(live(), "log_loss"));
        case 3 -> store.busyUntil(agenda.now().plusMillis(chance.nextInt(60_000)));
        case 4 -> {
          if (chance.nextInt(3) == 0) {
            kill();
          }
        }
        case 5 -> trainer.ifPresent(child -> child.dead = true);
        case 6 ->
            store.apply(new ReleaseEvent.RollBack(OptionalInt.empty(), "by hand"), agenda.now());
        case 7 -> found(new TriggerEvent.Requested(CALLER, "by hand"));
        default -> leave();
      }
    } catch (Busy busy) {
      // Whoever wanted it is told to try again.
    }
  }

  private int live() {
    return store.release(agenda.now()).live().map(ReleaseContent::version).orElse(0);
  }

  private void found(TriggerEvent event) {
    var _ = store.apply(event, agenda.now());
  }

  /** A server is killed, and started again a little later. */
  private void kill() {
    int place = chance.nextInt(servers.size());
    SimulatedServer server = servers.get(place);
    if (!server.isDead()) {
      server.die();
      server.group().die(chance);
      agenda.in(Duration.ofMillis(500 + chance.nextInt(30_000)), () -> start(place));
    }
  }

  /** A server is stopped in order, and started again at once. */
  private void leave() {
    int place = chance.nextInt(servers.size());
    SimulatedServer server = servers.get(place);
    if (!server.isDead()) {
      store.leave(server.node(), agenda.now());
      var _ = server.group().commit();
      server.die();
      agenda.in(SECOND, () -> start(place));
    }
  }
}
