package dev.millrace.bench;

import dev.millrace.core.flow.Stages;
import dev.millrace.core.ingest.LandedForm;
import dev.millrace.core.keep.CollectLock;
import dev.millrace.core.keep.CollectSettings;
import dev.millrace.core.keep.CollectionReport;
import dev.millrace.core.keep.Collector;
import dev.millrace.core.lineage.LineageGraph;
import dev.millrace.core.lineage.LineageNames;
import dev.millrace.core.lineage.LineageReader;
import dev.millrace.digest.Digest;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Time of lineage, of checking the chain and of collecting garbage in a home of many runs, each
 * with a cut of its own in five blobs. Run with a home that has one finished run, and the number of
 * runs that are added to it: {@code KeepingCost .millrace 20000}.
 */
public final class KeepingCost {
  private static final ProjectName PROJECT = new ProjectName("default");
  private static final int PIPELINES = 64;
  private static final int BLOBS = 5;

  private final Stores stores;
  private final Path blobs;
  private final Instant then = Instant.now().minus(Duration.ofDays(400));

  private KeepingCost(Stores stores, Path blobs) {
    this.stores = stores;
    this.blobs = blobs;
  }

  /** Adds runs, and says what the three take. */
  public static void main(String[] arguments) throws Exception {
    Home home = Home.existing(Path.of(arguments[0]));
    try (LocalStore store =
        LocalStore.open(home, SqliteSettings.DEFAULTS, InstantSource.system(), Checkpoints.NONE)) {
      KeepingCost cost = new KeepingCost(store.stores(), home.blobs());
      time("adding runs", () -> cost.add(Integer.parseInt(arguments[1])));
      time("audit verify", () -> store.stores().events().verify().toString());
      for (int runs : new int[] {1_000, Integer.MAX_VALUE}) {
        LineageReader.Read read =
            time(
                "lineage of " + (runs == 1_000 ? "1,000" : "all") + " runs",
                () -> new LineageReader(store.stores(), PROJECT, runs).read());
        time(
            "  what a file went into",
            () ->
                read.graph()
                    .part(
                        new LineageNames(read.graph()).find("trips.csv", List.of()),
                        List.of(LineageGraph.Way.DOWN))
                    .nodes()
                    .size());
      }
      Collector collector =
          new Collector(
              store.stores(),
              store.blobs(),
              store.blobs(),
              Checkpoints.NONE,
              PROJECT,
              CollectSettings.DEFAULTS,
              home.folder());
      time("gc --dry-run", () -> summary(collector.preview(change("look"), "bench")));
      try (CollectLock lock = CollectLock.take(home.folder())) {
        time("gc", () -> summary(collector.collect(lock, "bench1", KeepingCost::change)));
        time("gc again", () -> summary(collector.collect(lock, "bench2", KeepingCost::change)));
      }
      time("audit verify", () -> store.stores().events().verify().toString());
    }
  }

  private static String summary(CollectionReport report) {
    return String.format(Locale.ROOT, "%,d things, %,d bytes", report.count(), report.bytes());
  }

  private static Change change(String key) {
    return change(key, Instant.now());
  }

  private static Change change(String key, Instant at) {
    return new Change(
        PROJECT, new Actor("bench", Actor.Standing.SYSTEM), "bench", "bench:" + key, at);
  }

  private static <T> T time(String what, Callable<T> work) throws Exception {
    long begun = System.nanoTime();
    T answer = work.call();
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    String said = String.valueOf(answer);
    System.out.printf(
        Locale.ROOT,
        "%-28s %8.2f s  heap %,d MB  %s%n",
        what,
        (System.nanoTime() - begun) / 1e9,
        used >> 20,
        said.length() > 80 ? "" : said);
    return answer;
  }

  private int add(int runs) throws Exception {
    LoadedRun template =
        stores
            .runQueries()
            .load(PROJECT, stores.runQueries().list(PROJECT, RunPage.newest(1)).getFirst().run());
    try (ExecutorService workers = Executors.newFixedThreadPool(PIPELINES)) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int pipeline = 0; pipeline < PIPELINES; pipeline++) {
        int first = pipeline;
        work.add(
            () -> {
              for (int run = first; run < runs; run += PIPELINES) {
                add(template, first, run);
              }
              return first;
            });
      }
      for (var done : workers.invokeAll(work)) {
        done.get();
      }
    }
    return runs;
  }

  private void add(LoadedRun template, int pipeline, int number) throws IOException {
    RunId run = new RunId(String.format(Locale.ROOT, "%032x", number + 1));
    Lease lease =
        stores
            .runs()
            .start(
                change("start" + number, then),
                new RunStart(
                    run,
                    new PipelineName("pipeline-" + pipeline),
                    template.summary().config(),
                    "bench",
                    new LeaseOwner("bench", 1, then),
                    Duration.ofDays(1),
                    Set.of()))
            .lease();
    for (StageRecord stage : template.stages()) {
      StageCommit commit = stage.commit();
      if (commit.kind() != StageKind.EFFECT) {
        boolean land = commit.stage().equals(Stages.LAND);
        stores
            .runs()
            .commit(
                change(number + commit.stage().value(), then),
                lease,
                new StageCommit(
                    commit.stage(),
                    commit.kind(),
                    commit.key().map(key -> land ? digest("key" + number) : key),
                    land ? StageOrigin.MADE : commit.origin(),
                    commit.inputs(),
                    commit.outputs(),
                    land ? landed(commit, number) : commit.result(),
                    then,
                    then));
      }
    }
    stores.runs().finish(change("finish" + number, then), lease, RunEnd.done());
  }

  private StageResult landed(StageCommit commit, int number) throws IOException {
    Landed landed = new LandedForm().fromJson(commit.result().value());
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < BLOBS; i++) {
      byte[] content = ("blob " + number + " " + i).repeat(20).getBytes(StandardCharsets.UTF_8);
      Digest blob = Digest.ofBytes(content);
      Path file = blobs.resolve(blob.hex().substring(0, 2)).resolve(blob.hex().substring(2));
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, content);
      Files.setLastModifiedTime(file, FileTime.from(then));
      parts.add(new Part(i < BLOBS - 1 ? DataCut.ROWS_PER_PART : 1, blob, blob));
    }
    Landed other =
        new Landed(
            new DataCut(landed.cut().fields(), parts),
            landed.sourceColumns(),
            landed.ledger(),
            Optional.empty(),
            landed.examples());
    return new StageResult(new LandedForm().toJson(other), new LandedForm().blobs(other));
  }

  private static Digest digest(String text) {
    return Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
