package dev.millrace.cli;

import dev.millrace.core.monitor.WindowTallies;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.LogConfig;
import dev.millrace.core.serve.Outcomes;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.ReleaseKeeper;
import dev.millrace.core.serve.ServedModels;
import dev.millrace.core.serve.Shadows;
import dev.millrace.core.serve.compact.ChildCompactor;
import dev.millrace.core.serve.compact.CompactJob;
import dev.millrace.core.serve.compact.CompactSettings;
import dev.millrace.core.serve.compact.KnownInputs;
import dev.millrace.core.serve.compact.LogCare;
import dev.millrace.core.serve.compact.Retention;
import dev.millrace.core.serve.forward.ForwardSettings;
import dev.millrace.core.serve.forward.Forwarder;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.tensor.TensorPredictor;
import dev.millrace.server.api.DescriptionRoute;
import dev.millrace.server.api.FeedbackRoutes;
import dev.millrace.server.api.InferRoutes;
import dev.millrace.server.api.ModelMetadataRoutes;
import dev.millrace.server.api.PredictRoutes;
import dev.millrace.server.api.ReleaseRoutes;
import dev.millrace.server.api.RepositoryRoutes;
import dev.millrace.server.api.TableRoutes;
import dev.millrace.server.grpc.GrpcServer;
import dev.millrace.server.http.Readiness;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Server;
import dev.millrace.server.http.ServerMetrics;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.pages.PageRoutes;
import dev.millrace.server.pages.Sources;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A server of one home with everything that runs in it; closed in reverse order. */
final class Serving implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Serving.class.getName());
  private static final long WATCH_MILLIS = 1_000;
  private static final long FIRST_COLLECTION_MILLIS = 120_000;
  private static final long COLLECTION_MILLIS = 60_000;

  private final NodeName node;
  private final Server server;
  private final Optional<GrpcServer> grpc;
  private final Deque<AutoCloseable> opened;

  private Serving(
      NodeName node, Server server, Optional<GrpcServer> grpc, Deque<AutoCloseable> opened) {
    this.node = node;
    this.server = server;
    this.grpc = grpc;
    this.opened = opened;
  }

  /** Starts serving; it answers with what is released when this returns. */
  static Serving start(
      OpenHome home,
      ServeConfig config,
      EnvironmentName environment,
      List<ServedPipeline> pipelines) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return start(home, config, environment, pipelines, opened);
    } catch (RuntimeException e) {
      close(opened, Optional.of(e));
      throw e;
    }
  }

  private static Serving start(
      OpenHome home,
      ServeConfig config,
      EnvironmentName environment,
      List<ServedPipeline> pipelines,
      Deque<AutoCloseable> opened) {
    Clock clock = home.clock();
    Stores stores = home.store().stores();
    opened.push(ServeLock.take(home.home(), environment));
    opened.push(HomeUse.beside(home.home()));
    PredictionIds ids = new PredictionIds(new SecureRandom());
    NodeId log = NodeId.of(ids.next(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
    NodeName node = new NodeName(log.value());
    PredictionLog predictions =
        PredictionLog.open(
            LogPlace.of(home.home().log(), environment),
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
    LiveReleases live = new LiveReleases(environment, config.predict().fallback().to());
    ExecutorService shadowing = Shadows.thread();
    opened.push(shadowing::shutdownNow);
    Shadows shadows = new Shadows(shadowing);
    Outcomes outcomes = new Outcomes();
    ReleaseKeeper keeper =
        new ReleaseKeeper(
            stores,
            new ServedModels(home.store().blobs(), tallies),
            live,
            Users.PROJECT,
            node,
            shadows,
            outcomes,
            clock,
            System::nanoTime);
    if (environment.equals(EnvironmentName.PRODUCTION)) {
      adopt(stores, home.store().blobs(), clock.instant(), node);
    }
    keeper.tick();
    opened.push(keeper::leave);
    opened.push(() -> tallies.closeAll(clock.instant()));
    ChangeFeed feed = home.store().metadata().feed();
    opened.push(feed);
    KeeperLoop loop =
        new KeeperLoop(feed, keeper, () -> tallies.tick(clock.instant()), System::nanoTime);
    opened.push(every(1, "millrace-keeper", loop::turn));
    Watching watching = new Watching(home, environment, node, pipelines, outcomes);
    opened.push(watching);
    opened.push(every(WATCH_MILLIS, "millrace-watch", watching::tick));
    Optional<Forwarder> forwarder = forward(home, environment, config.log(), opened);
    care(home, environment, config.log().compact(), forwarder, opened);
    collect(home, node, opened);
    Readiness readiness = new Readiness();
    readiness.require(
        "releases",
        () ->
            keeper.behind().isEmpty() ? Optional.empty() : Optional.of(keeper.behind().toString()));
    ServerMetrics metrics = new ServerMetrics();
    opened.push(metrics);
    List<Route> routes = new ArrayList<>();
    Predictor predictor =
        new Predictor(live, predictions, ids, shadows, config.predict(), clock, System::nanoTime);
    Durability durability = config.log().settings().durability();
    routes.addAll(new PredictRoutes(predictor, durability).routes());
    routes.addAll(
        new InferRoutes(live, predictor, durability, config.predict().mostRows()).routes());
    routes.addAll(
        new TableRoutes(live, predictor, durability, config.predict().mostRows()).routes());
    routes.addAll(new ModelMetadataRoutes(live, readiness, Main.VERSION).routes());
    routes.addAll(new RepositoryRoutes(live).routes());
    routes.addAll(new DescriptionRoute().routes());
    routes.addAll(new FeedbackRoutes(predictions, clock).routes());
    routes.addAll(
        new ReleaseRoutes(
                stores, home.store().blobs(), Users.PROJECT, clock, () -> Users.nextRun().value())
            .routes());
    routes.addAll(
        new PageRoutes(
                new Sources(
                    stores,
                    home.store().blobs(),
                    Users.PROJECT,
                    target -> ServedPipeline.monitor(pipelines, target),
                    clock))
            .routes());
    Surroundings around =
        new Surroundings(
            clock,
            System::nanoTime,
            () -> Users.nextRun().brief(),
            Runtime.getRuntime().availableProcessors());
    Server server = Server.start(config.server(), routes, readiness, metrics, around);
    Optional<GrpcServer> grpc = Optional.empty();
    try {
      grpc =
          config.grpc().enabled()
              ? Optional.of(
                  GrpcServer.start(
                      config.grpc(),
                      config.server(),
                      live,
                      new TensorPredictor(predictor, config.predict().mostRows()),
                      new KeptAnswer(durability),
                      readiness,
                      Main.VERSION,
                      around))
              : Optional.empty();
    } finally {
      grpc.ifPresent(opened::push);
      opened.push(server::stop);
      grpc.ifPresent(running -> opened.push(running::lameDuck));
    }
    keeper.listening();
    return new Serving(node, server, grpc, opened);
  }

  /** Predictions go to somebody else, if anybody wants them; answers never wait for that. */
  private static Optional<Forwarder> forward(
      OpenHome home, EnvironmentName environment, LogConfig log, Deque<AutoCloseable> opened) {
    if (log.forward().isEmpty()) {
      return Optional.empty();
    }
    ForwardSettings settings = log.forward().get();
    HttpSink sink = new HttpSink(settings.url(), settings.timeout());
    opened.push(sink);
    Forwarder forwarder =
        new Forwarder(
            LogPlace.of(home.home().log(), environment), environment, settings, sink, home.clock());
    opened.push(every(settings.every().toMillis(), "millrace-forward", forwarder::tick));
    return Optional.of(forwarder);
  }

  /** Whatever becomes of it, serving goes on. */
  private static void care(
      OpenHome home,
      EnvironmentName environment,
      CompactSettings settings,
      Optional<Forwarder> forwarder,
      Deque<AutoCloseable> opened) {
    if (settings.every().isEmpty()) {
      return;
    }
    Path log = LogPlace.of(home.home().log(), environment);
    LogCare care =
        new LogCare(
            new ChildCompactor(
                new ProcessLauncher(home.home(), home.policy(), CompactProcess.COMMAND),
                home.home().scratch()),
            () ->
                new CompactJob(
                    log.toString(),
                    home.home().folder().toString(),
                    CompactJob.SET_BYTES,
                    KnownInputs.ofAll(home.store().stores(), home.store().blobs(), Users.PROJECT)),
            () -> held(home) ? Retention.ALL : settings.keep(),
            log,
            home.clock());
    opened.push(
        every(
            settings.first().toMillis(),
            settings.every().get().toMillis(),
            "millrace-compact",
            () -> {
              // What was not forwarded yet is in no other form that could be.
              if (forwarder.filter(Forwarder::holds).isEmpty()) {
                care.run();
              }
            }));
    opened.push(care);
  }

  /** While a person is held, old rows are not let go of. */
  private static boolean held(OpenHome home) {
    return !home.store().stores().keeping().holds().persons(Users.PROJECT).isEmpty();
  }

  /** Garbage is looked for now and then; it is collected as seldom as the home's settings say. */
  private static void collect(OpenHome home, NodeName node, Deque<AutoCloseable> opened) {
    Collecting collecting = new Collecting(home);
    Actor actor = new Actor(node.value(), Actor.Standing.SYSTEM);
    opened.push(
        every(
            FIRST_COLLECTION_MILLIS,
            COLLECTION_MILLIS,
            "millrace-collect",
            () -> collecting.whenDue(actor, "collected by the server")));
  }

  /** A champion chosen before there were releases is released as it is. */
  private static void adopt(Stores stores, BlobStore blobs, Instant now, NodeName node) {
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
            new Releases(stores, blobs)
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

  private static AutoCloseable every(long millis, String name, Runnable work) {
    return every(millis, millis, name, work);
  }

  /** Does something again and again on a thread of its own, whatever comes of it. */
  private static AutoCloseable every(long first, long millis, String name, Runnable work) {
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
            first,
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

  /** Where inference is served over gRPC; empty when it is not. */
  Optional<Integer> grpcPort() {
    return grpc.map(GrpcServer::port);
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
