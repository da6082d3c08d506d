package dev.millrace.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.core.search.SearchParser;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.TrackStores;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Batches noted a second, and times of searches, with many runs in SQLite; beside a stand-in with
 * the tables and statements of a server that keeps a row per insert ({@link RowPerMetric}).
 * Arguments: folder, runs, metrics of each, turns.
 */
public final class TrackedRuns {
  private static final ProjectName PROJECT = new ProjectName("default");
  private static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int PAGE = 100;
  private static final int BATCHES = 100;

  private TrackedRuns() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "tracked-runs-");
    int runs = Integer.parseInt(arguments[1]);
    int metrics = Integer.parseInt(arguments[2]);
    int turns = Integer.parseInt(arguments[3]);
    Path home = folder.resolve("millrace.db");
    SqliteStore.open(home, SqliteSettings.DEFAULTS, Checkpoints.NONE).close();
    ManyRuns.fill(home, runs, metrics);
    say("file", (double) (Files.size(home) >> 20), "MiB");
    try (RowPerMetric other = new RowPerMetric(folder.resolve("other.db"))) {
      other.fill(home);
      try (SqliteStore store = SqliteStore.open(home, SqliteSettings.DEFAULTS, Checkpoints.NONE)) {
        ours(store.stores().tracking(), runs, metrics, turns);
      }
      stoodIn(other, runs, metrics, turns);
    }
    say("stand-in: file", (double) (Files.size(folder.resolve("other.db")) >> 20), "MiB");
  }

  private static void ours(TrackStores stores, int runs, int metrics, int turns) throws Exception {
    long before = MACHINE.getProcessCpuTime();
    double alone = seconds(() -> many(stores, runs, BATCHES, metrics, 1));
    say("a run made and a batch of " + metrics + ", one caller", BATCHES / alone, "runs/s");
    say("    processor", (MACHINE.getProcessCpuTime() - before) / 1e6 / BATCHES, "ms/run");
    double together = seconds(() -> many(stores, runs + 2 * BATCHES, 5 * BATCHES, metrics, 10));
    say("the same, ten callers", 5 * BATCHES / together, "runs/s");
    double batch = 0;
    for (int i = 0; i < BATCHES; i++) {
      RunValues values = new RunValues(runs + BATCHES + i, metrics);
      create(stores, values);
      batch += seconds(() -> log(stores, values));
    }
    say("batches of " + metrics + " metrics by one caller", BATCHES / batch, "batches/s");

    SearchQuery metric = query("metrics.`test.metric-3` > 0.9", "metrics.`test.metric-5` DESC");
    SearchQuery texts = query("tags.team = 'team-7' AND params.depth = '7'");
    SearchQuery rare = query("metrics.`test.metric-3` > 0.999", "metrics.`test.metric-5` DESC");
    SearchQuery newest = query("");
    time("metric filter, other metric order, first page", turns, stores, metric, 1);
    time("the same, page " + deep(runs), turns, stores, metric, deep(runs));
    time("rare metric filter, other metric order", turns, stores, rare, 1);
    time("tag and parameter", turns, stores, texts, 1);
    time("newest", turns, stores, newest, 1);
    time(
        "count of the metric filter",
        turns,
        () -> stores.search().countRuns(PROJECT, metric, RunScope.ALL));
    time(
        "one run with its notes",
        turns,
        () -> stores.runs().load(PROJECT, new RunValues(runs, metrics).id()).metrics());
  }

  private static void stoodIn(RowPerMetric other, int runs, int metrics, int turns)
      throws Exception {
    double batch = 0;
    long before = MACHINE.getProcessCpuTime();
    for (int i = 0; i < BATCHES; i++) {
      RunValues values = new RunValues(runs + i, metrics);
      batch +=
          seconds(
              () -> {
                other.logBatch(values);
                return 0;
              });
    }
    say("stand-in: a run made and a batch of " + metrics, BATCHES / batch, "runs/s");
    say("stand-in:    processor", (MACHINE.getProcessCpuTime() - before) / 1e6 / BATCHES, "ms/run");
    String first = RunValues.metricName(3);
    String order = RunValues.metricName(5);
    time(
        "stand-in: metric filter, other metric order, first page",
        turns,
        () -> other.byMetric(first, 0.9, order, PAGE + 1, 0));
    time(
        "stand-in: the same, page " + deep(runs),
        turns,
        () -> other.byMetric(first, 0.9, order, PAGE + 1, (deep(runs) - 1) * PAGE));
    time(
        "stand-in: rare metric filter, other metric order",
        turns,
        () -> other.byMetric(first, 0.999, order, PAGE + 1, 0));
    time(
        "stand-in: tag and parameter",
        turns,
        () -> other.byTexts("team", "team-7", "depth", "7", PAGE + 1));
    time("stand-in: newest", turns, () -> other.newest(PAGE + 1));
  }

  private static int many(TrackStores stores, int first, int count, int metrics, int callers)
      throws Exception {
    AtomicInteger next = new AtomicInteger(first);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int run = next.getAndIncrement();
                      run < first + count;
                      run = next.getAndIncrement()) {
                    RunValues values = new RunValues(run, metrics);
                    create(stores, values);
                    log(stores, values);
                  }
                }));
      }
      for (Future<?> each : all) {
        var _ = each.get();
      }
    }
    return count;
  }

  private static void create(TrackStores stores, RunValues values) {
    var _ =
        stores
            .runs()
            .create(
                change(values),
                new NewRun(
                    values.id(),
                    ExperimentId.DEFAULT,
                    "run " + values.run(),
                    "ann",
                    values.started(),
                    "",
                    List.of()));
  }

  private static int log(TrackStores stores, RunValues values) {
    List<MetricPoint> metrics = new ArrayList<>();
    for (int i = 0; i < values.metrics(); i++) {
      metrics.add(new MetricPoint(RunValues.metricName(i), values.metric(i), values.started(), 0));
    }
    List<Param> params = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      params.add(new Param(RunValues.paramName(i), values.param(i)));
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tags.add(new Tag(RunValues.tagName(i), values.tag(i)));
    }
    stores
        .runs()
        .log(change(values), values.id(), new RunBatch(metrics, params, tags), Optional.empty());
    return metrics.size();
  }

  private static Change change(RunValues values) {
    return new Change(
        PROJECT, ANN, "", "run " + values.run(), Instant.ofEpochMilli(values.started()));
  }

  private static SearchQuery query(String filter, String... order) {
    return new SearchParser(SearchSubject.RUNS).parse(filter, List.of(order));
  }

  /** A page in the middle of what one metric in ten finds. */
  private static int deep(int runs) {
    return Math.max(1, runs / 10 / PAGE / 2);
  }

  /** Times the last of so many pages. */
  private static void time(String what, int turns, TrackStores stores, SearchQuery query, int pages)
      throws Exception {
    PageRequest at = PageRequest.first(PAGE);
    for (int page = 1; page < pages; page++) {
      SearchPage<RunNotes> found = stores.search().runs(PROJECT, query, RunScope.ALL, at);
      at = at.after(found.next().orElseThrow());
    }
    PageRequest last = at;
    time(
        what, turns, () -> stores.search().runs(PROJECT, query, RunScope.ALL, last).found().size());
  }

  /**
   * Says the median of the times, and the least of the processor times, which others disturb less.
   */
  private static void time(String what, int turns, Callable<?> work) throws Exception {
    double[] times = new double[turns];
    double processor = Double.MAX_VALUE;
    for (int i = 0; i < turns; i++) {
      long before = MACHINE.getProcessCpuTime();
      times[i] = seconds(work) * 1_000;
      processor = Math.min(processor, (MACHINE.getProcessCpuTime() - before) / 1e6);
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT, "%-64s %10.2f ms, processor %.2f ms%n", what, times[turns / 2], processor);
  }

  private static double seconds(Callable<?> work) throws Exception {
    long start = System.nanoTime();
    var _ = work.call();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void say(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-64s %10.2f %s%n", what, value, unit);
  }
}
