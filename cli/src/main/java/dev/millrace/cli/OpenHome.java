package dev.millrace.cli;

import dev.millrace.core.flow.PipelineServices;
import dev.millrace.core.flow.RunServices;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.PolicyFile;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.queue.RunSettings;
import dev.millrace.core.secret.HomeSecrets;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.learners.constant.ConstantProvider;
import dev.millrace.learners.lightgbm.LightGbmProvider;
import dev.millrace.learners.lightgbm.RandomForestProvider;
import dev.millrace.learners.linear.LinearProvider;
import dev.millrace.learners.xgboost.XGBoostProvider;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** A home with everything in it opened; closed in reverse order. Opens the engine when asked. */
final class OpenHome implements AutoCloseable {
  /** Of the heap, rows just landed may take one part in so many, until something else needs it. */
  private static final int WARM_SHARE = 8;

  private final Home home;
  private final LocalStore store;
  private final Clock clock;
  private final Checkpoints checkpoints;
  private final ScheduledExecutorService heart;
  private final ExecutorService workers;
  private final int threads;
  private @Nullable DuckDb engine;
  private @Nullable Policy policy;

  private OpenHome(Home home, LocalStore store, Clock clock, Checkpoints checkpoints, int threads) {
    this.home = home;
    this.store = store;
    this.clock = clock;
    this.checkpoints = checkpoints;
    this.threads = threads;
    this.heart = Executors.newSingleThreadScheduledExecutor(daemon("lease"));
    this.workers = Executors.newFixedThreadPool(threads, daemon("work"));
  }

  /** Opens a home, made if it is not there. */
  static OpenHome open(Path folder) {
    return open(Home.open(folder));
  }

  /** Opens a home for looking or for changing what is in it; makes none: HOME_INVALID. */
  static OpenHome existing(Path folder) {
    return open(Home.existing(folder));
  }

  private static OpenHome open(Home home) {
    Clock clock = Clock.systemUTC();
    Logging.to(home.log());
    Checkpoints checkpoints = ProcessKill.checkpoints();
    LocalStore store = HomeStore.open(home, clock, checkpoints);
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), 64);
    return new OpenHome(home, store, clock, checkpoints, threads);
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return Thread.ofPlatform().name("millrace-" + name + "-", 0).daemon().factory();
  }

  /** The learners by name. */
  static SortedMap<String, LearnerProvider> learners() {
    SortedMap<String, LearnerProvider> learners = new TreeMap<>();
    for (LearnerProvider provider :
        List.of(
            new XGBoostProvider(),
            new LightGbmProvider(),
            new RandomForestProvider(),
            new LinearProvider(),
            new ConstantProvider())) {
      learners.put(provider.name(), provider);
    }
    return Collections.unmodifiableSortedMap(learners);
  }

  Home home() {
    return home;
  }

  LocalStore store() {
    return store;
  }

  Clock clock() {
    return clock;
  }

  RunServices runServices() {
    return new RunServices(store.stores(), store.blobs(), clock, heart, checkpoints);
  }

  /** What the operator grants: read once, when first asked for; CONFIG_*, FILE_UNSAFE. */
  Policy policy() {
    Policy read = policy;
    if (read == null) {
      read = PolicyFile.of(home.folder());
      policy = read;
    }
    return read;
  }

  /** The secrets of the home and of the process's environment. */
  HomeSecrets secrets() {
    return new HomeSecrets(policy(), name -> Optional.ofNullable(System.getenv(name)));
  }

  /** The engine; it may read the given folders and the home. */
  DuckDb engine(List<Path> readable) {
    return engine(readable, threads);
  }

  private DuckDb engine(List<Path> readable, int most) {
    DuckDb open = engine;
    if (open == null) {
      open = openEngine(home, store, most, readable);
      engine = open;
    }
    return open;
  }

  static DuckDb openEngine(Home home, LocalStore store, int threads, List<Path> readable) {
    long memory = HomeConfig.of(home).engineMemoryHere();
    return DuckDb.open(
        new EngineSettings(threads, memory, home.scratch(), readable),
        store.blobs(),
        Runtime.getRuntime().maxMemory() / WARM_SHARE);
  }

  PipelineServices pipelineServices(Path folder) {
    return pipelineServices(folder, threads);
  }

  /** The same for a run, which uses no more threads than it asked for. */
  PipelineServices pipelineServices(Path folder, RunSettings run) {
    return pipelineServices(
        folder, run.cores().map(cores -> (int) Math.min(cores, threads)).orElse(threads));
  }

  private PipelineServices pipelineServices(Path folder, int most) {
    List<Path> readable = new ArrayList<>(new ReadableFiles(folder, policy()).folders());
    // What serving has logged, and what is made of it for a run.
    readable.add(home.log());
    readable.add(home.scratch());
    DuckDb open = engine(readable, most);
    return new PipelineServices(
        open,
        open,
        open,
        open,
        learners(),
        new ProcessLauncher(home, policy()),
        folder,
        policy(),
        home.folder(),
        open.scratch(),
        home.log(),
        workers,
        most);
  }

  @Override
  public void close() {
    heart.shutdownNow();
    workers.shutdownNow();
    try (store) {
      DuckDb open = engine;
      if (open != null) {
        open.close();
      }
    }
  }
}
