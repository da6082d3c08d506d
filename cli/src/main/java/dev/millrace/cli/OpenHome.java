package dev.millrace.cli;

import dev.millrace.core.flow.PipelineServices;
import dev.millrace.core.flow.RunServices;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.PolicyFile;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.secret.HomeSecrets;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.learners.constant.ConstantProvider;
import dev.millrace.learners.linear.LinearProvider;
import dev.millrace.learners.xgboost.XGBoostProvider;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
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

  static OpenHome open(Path folder) {
    Clock clock = Clock.systemUTC();
    Home home = Home.open(folder);
    Logging.to(home.log());
    Checkpoints checkpoints = ProcessKill.checkpoints();
    LocalStore store = LocalStore.open(home, SqliteSettings.DEFAULTS, clock, checkpoints);
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
        List.of(new XGBoostProvider(), new LinearProvider(), new ConstantProvider())) {
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
    DuckDb open = engine;
    if (open == null) {
      open = openEngine(home, store, threads, readable);
      engine = open;
    }
    return open;
  }

  static DuckDb openEngine(Home home, LocalStore store, int threads, List<Path> readable) {
    long memory = Math.clamp(Runtime.getRuntime().maxMemory() / 2, 256L << 20, 8L << 30);
    return DuckDb.open(
        new EngineSettings(threads, memory, home.scratch(), readable), store.blobs());
  }

  PipelineServices pipelineServices(Path folder) {
    List<Path> readable = new ArrayList<>(new ReadableFiles(folder, policy()).folders());
    // What serving has logged, and what is made of it for a run.
    readable.add(home.log());
    readable.add(home.scratch());
    DuckDb open = engine(readable);
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
        threads);
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
