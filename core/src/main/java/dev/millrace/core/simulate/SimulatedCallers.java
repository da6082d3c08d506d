package dev.millrace.core.simulate;

import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.Micros;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.core.simulate.SimulatedStore.Epoch;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Callers who ask the servers, check what they are answered, and tell labels later. */
final class SimulatedCallers {
  static final Actor CALLER = new Actor("caller", Actor.Standing.UNVERIFIED);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ModelName MODEL = new ModelName("simulated");

  private final SimulatedWorld world;
  private long ids;

  SimulatedCallers(SimulatedWorld world) {
    this.world = world;
  }

  /** A caller asks one of the servers. */
  void call() {
    world.agenda.in(Duration.ofMillis(100 + world.chance.nextInt(900)), this::call);
    SimulatedServer server = world.servers.get(world.chance.nextInt(world.servers.size()));
    long place = world.chance.nextInt(ReleaseRoute.WHOLE);
    Optional<ReleaseContent> answering = server.isDead() ? Optional.empty() : server.route(place);
    if (answering.isEmpty() || !server.answer(answering.get().version())) {
      return;
    }
    Epoch epoch = server.live().orElseThrow();
    int version = answering.get().version();
    LoggedPrediction prediction =
        new LoggedPrediction(
            new PredictionId(Micros.of(world.agenda.now()), ++ids),
            Micros.of(world.agenda.now()),
            new ServedVersion(MODEL, version, epoch.number()),
            RowJson.of("{}"),
            ScoreVector.of(0.5),
            Optional.of("no"),
            1,
            Optional.empty(),
            List.of());
    check(prediction, place);
    server.log(prediction);
    if (world.chance.nextInt(50) == 0) {
      label(prediction); // told by somebody who was faster than the log
    }
  }

  /** Its epoch was in force by then, and led to its version. */
  private void check(LoggedPrediction prediction, long place) {
    ServedVersion served = prediction.served();
    Optional<Epoch> epoch = world.store.epoch(served.epoch());
    if (epoch.isEmpty() || epoch.get().at().isAfter(world.agenda.now())) {
      world.broken.note("a prediction of epoch " + served.epoch() + " before there was one");
      return;
    }
    List<ReleaseRoute> routes = epoch.get().routes().routes();
    boolean candidate = routes.size() > 1 && place >= ReleaseRoute.WHOLE - routes.getLast().share();
    int meant = (candidate ? routes.getLast() : routes.getFirst()).content().version();
    if (meant != served.version()) {
      world.broken.note("epoch " + served.epoch() + " answered with version " + served.version());
    }
  }

  /** A label comes late, and sometimes twice. */
  void later(LoggedPrediction prediction) {
    int times = world.chance.nextInt(10) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      world.agenda.in(Duration.ofMillis(world.chance.nextInt(60_000)), () -> label(prediction));
    }
  }

  private void label(LoggedPrediction prediction) {
    SimulatedServer server = world.servers.get(world.chance.nextInt(world.servers.size()));
    if (server.isDead()) {
      world.agenda.in(SECOND, () -> label(prediction)); // told again until it is acknowledged
      return;
    }
    server
        .group()
        .add(
            new LoggedLabel(
                new LabelTarget.OfPrediction(prediction.id()),
                (prediction.id().low() & 1) == 0 ? "no" : "yes",
                prediction.atMicros(),
                Micros.of(world.agenda.now()),
                CALLER));
  }
}
