package dev.millrace.cli;

import dev.millrace.core.monitor.WindowTallies;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.ReleaseKeeper;
import dev.millrace.core.serve.ServedModels;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.server.api.FeedbackRoutes;
import dev.millrace.server.api.PredictRoutes;
import dev.millrace.server.api.ReleaseRoutes;
import dev.millrace.server.http.Readiness;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Server;
import dev.millrace.server.http.ServerMetrics;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.pages.PageRoutes;
import dev.millrace.server.pages.Sources;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A server of one home with everything that runs in it; closed in reverse order. */
final class Serving implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Serving.class.getName());
  private static final long TICK_MILLIS = 200;
  private static final long WATCH_MILLIS = 1_000;

  private final NodeName node;
  private final Server server;
  private final Deque<AutoCloseable> opened;

  private Serving(NodeName node, Server server, Deque<AutoCloseable> opened) {
    this.node = node;
    this.server = server;
    this.opened = opened;
  }

  /** Starts serving; it answers with what is released when this returns. */
  static Serving start(OpenHome home, ServeConfig config, List<ServedPipeline> pipelines) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return start(home, config, pipelines, opened);
    } catch (RuntimeException e) {
      close(opened, Optional.of(e));
      throw e;
    }
  }

  private static Serving start(
      OpenHome home,
      ServeConfig config,
      List<ServedPipeline> pipelines,
      Deque<AutoCloseable> opened) {
    Clock clock = home.clock();
    Stores stores = home.store().stores();
    opened.push(ServeLock.take(home.home()));
    PredictionIds ids = new PredictionIds(new SecureRandom());
    NodeId log = NodeId.of(ids.next(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
    NodeName node = new NodeName(log.value());
    PredictionLog predictions =
        PredictionLog.open(
            home.home().log().resolve("predictions"),
            log,
            config.log().settings(),
            config.log().sampling(),
            clock,
            Thread.ofPlatform().name("millrace-log-", 0).daemon().factory());
    opened.push(predictions);
    WindowTallies tallies =
        new WindowTallies(
            home.store().blobs(),
            stores.serving().windows(),
            Users.PROJECT,
            node,
            target -> ServedPipeline.monitor(pipelines, target),
            Runtime.getRuntime().availableProcessors());
    LiveReleases live = new LiveReleases();
    ReleaseKeeper keeper =
        new ReleaseKeeper(
            stores,
            new ServedModels(home.store().blobs(), tallies),
            live,
            Users.PROJECT,
            node,
            clock);
    adopt(stores, clock.instant(), node);
    keeper.tick();
    opened.push(keeper::leave);
    opened.push(() -> tallies.closeAll(clock.instant()));
    opened.push(
        every(
            TICK_MILLIS,
            "millrace-keeper",
            () -> {
              keeper.tick();
              tallies.tick(clock.instant());
            }));
    Watching watching = new Watching(home, node, pipelines);
    opened.push(watching);
    opened.push(every(WATCH_MILLIS, "millrace-watch", watching::tick));
    Readiness readiness = new Readiness();
    readiness.require(
        "releases",
        () ->
            keeper.behind().isEmpty() ? Optional.empty() : Optional.of(keeper.behind().toString()));
    ServerMetrics metrics = new ServerMetrics();
    opened.push(metrics);
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new PredictRoutes(
                new Predictor(live, predictions, ids, config.predict(), clock, System::nanoTime),
                config.log().settings().durability())
            .routes());
    routes.addAll(new FeedbackRoutes(predictions, clock).routes());
    routes.addAll(
        new ReleaseRoutes(stores, Users.PROJECT, clock, () -> Users.nextRun().value()).routes());
    routes.addAll(
        new PageRoutes(
                new Sources(
                    stores,
                    home.store().blobs(),
                    Users.PROJECT,
                    target -> ServedPipeline.monitor(pipelines, target),
                    clock))
            .routes());
    Server server =
        Server.start(
            config.server(),
            routes,
            readiness,
            metrics,
            new Surroundings(
                clock,
                System::nanoTime,
                () -> Users.nextRun().brief(),
                Runtime.getRuntime().availableProcessors()));
    opened.push(server::stop);
    return new Serving(node, server, opened);
  }

  /** A champion chosen before there were releases is released as it is. */
  private static void adopt(Stores stores, Instant now, NodeName node) {
    for (RegisteredModel model : stores.registryQueries().listModels(Users.PROJECT)) {
      ReleaseTarget target = ReleaseTarget.production(model.model());
      if (model.champion().isPresent()
          && stores.serving().releases().list(Users.PROJECT, target, 1).isEmpty()) {
        Change change =
            new Change(
                Users.PROJECT,
                new Actor(node.value(), Actor.Standing.SYSTEM),
                "the champion, chosen before there were releases",
                "adopt:" + model.model() + ":" + model.champion().getAsInt(),
                now);
        var _ =
            new Releases(stores)
                .apply(
                    change,
                    target,
                    new ReleaseEvent.Propose(
                        change.key(),
                        ReleaseContents.of(
                            stores,
                            Users.PROJECT,
                            stores
                                .registryQueries()
                                .loadVersion(
                                    Users.PROJECT, model.model(), model.champion().getAsInt())),
                        ReleaseStrategy.IMMEDIATE,
                        new TreeSet<>()));
      }
    }
  }

  /** Does something again and again on a thread of its own, whatever comes of it. */
  private static AutoCloseable every(long millis, String name, Runnable work) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, name + " goes on after a fault", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
    return () -> {
      timer.shutdown();
      if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, name + " does not end");
      }
    };
  }

  URI address() {
    return server.address();
  }

  NodeName node() {
    return node;
  }

  @Override
  public void close() {
    close(opened, Optional.empty());
  }

  /** The last opened first; the first failure is kept, the others are told with it. */
  private static void close(Deque<AutoCloseable> opened, Optional<RuntimeException> first) {
    RuntimeException kept = first.orElse(null);
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        RuntimeException failure =
            e instanceof RuntimeException known ? known : new IllegalStateException(e);
        if (kept == null) {
          kept = failure;
        } else {
          kept.addSuppressed(failure);
        }
      }
    }
    if (kept != null && first.isEmpty()) {
      throw kept;
    }
  }
}
