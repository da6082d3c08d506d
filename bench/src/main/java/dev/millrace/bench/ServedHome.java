package dev.millrace.bench;

import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.WindowTallies;
import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.Outcomes;
import dev.millrace.core.serve.PredictSettings;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.ReleaseKeeper;
import dev.millrace.core.serve.ServedModels;
import dev.millrace.core.serve.Shadows;
import dev.millrace.core.serve.TrafficTallies;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.tensor.TensorPredictor;
import dev.millrace.server.api.InferRoutes;
import dev.millrace.server.api.PredictRoutes;
import dev.millrace.server.grpc.GrpcConfig;
import dev.millrace.server.grpc.GrpcServer;
import dev.millrace.server.http.Readiness;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Server;
import dev.millrace.server.http.ServerConfig;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Servers of what is live in a home, over HTTP and gRPC, and their log. */
record ServedHome(Server server, GrpcServer grpc, PredictionLog log) implements AutoCloseable {
  private static final ProjectName PROJECT = new ProjectName("default");

  /**
   * Serves at any free ports.
   *
   * @param watched whether predictions are kept and watched, too
   */
  static ServedHome open(LocalStore store, Home home, Clock clock, boolean watched) {
    PredictionIds ids = new PredictionIds(new SecureRandom());
    NodeId node = NodeId.of(ids.next(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
    TrafficTallies tallies =
        watched
            ? new WindowTallies(
                store.blobs(),
                store.stores().serving().windows(),
                PROJECT,
                new NodeName(node.value()),
                target -> MonitorSettings.DEFAULTS,
                Runtime.getRuntime().availableProcessors())
            : TrafficTallies.NONE;
    LiveReleases live = new LiveReleases(EnvironmentName.PRODUCTION);
    Shadows shadows = new Shadows(Runnable::run);
    new ReleaseKeeper(
            store.stores(),
            new ServedModels(store.blobs(), tallies),
            live,
            PROJECT,
            new NodeName(node.value()),
            shadows,
            new Outcomes(),
            clock,
            System::nanoTime)
        .tick();
    PredictionLog log =
        PredictionLog.open(
            home.log().resolve("bench-" + node),
            node,
            LogSettings.DEFAULTS,
            watched ? Sampling.EVERYTHING : new Sampling(Double.MIN_VALUE),
            clock,
            Thread.ofPlatform().factory());
    Predictor predictor =
        new Predictor(live, log, ids, shadows, PredictSettings.DEFAULTS, clock, System::nanoTime);
    List<Route> routes = new ArrayList<>(new PredictRoutes(predictor, Durability.PROCESS).routes());
    int most = PredictSettings.DEFAULTS.mostRows();
    routes.addAll(new InferRoutes(live, predictor, Durability.PROCESS, most).routes());
    return new ServedHome(
        HttpFixedReply.start(routes),
        GrpcServer.start(
            new GrpcConfig(true, Optional.of(0L)),
            ServerConfig.DEFAULTS,
            live,
            new TensorPredictor(predictor, most),
            new KeptAnswer(Durability.PROCESS),
            new Readiness(),
            "bench",
            HttpFixedReply.surroundings()),
        log);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    grpc.close();
    server.close();
    log.close();
  }
}
