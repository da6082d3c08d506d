package dev.millrace.server.pages;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.EvaluateSettings;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.evaluate.EvaluationMaker;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.core.evaluate.Slice;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateLine;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.monitor.Distribution;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.monitor.TrafficWindow;
import dev.millrace.core.monitor.WatchedColumn;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.digest.Digest;
import dev.millrace.histogram.CategoryCounter;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeCounter;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A home in which things happened: runs, two versions, releases, traffic that drifts. */
final class MadeHome {
  static final ReleaseTarget TARGET = ReleaseTarget.production(TIPS);
  static final Instant NOW = NOON.plus(Duration.ofDays(1));

  /** What somebody may type where people give reasons. */
  static final String HOSTILE =
      "</p><script>alert('x')</script>\" onload=\"x & <b>" + "long ".repeat(40);

  final Stores stores = new MemoryStore().open();
  final MemoryBlobs blobs;
  private final SplittableRandom random = new SplittableRandom(17);

  MadeHome(Path folder) {
    this.blobs = new MemoryBlobs(folder);
  }

  Sources sources() {
    return new Sources(
        stores, blobs, PROJECT, target -> MonitorSettings.DEFAULTS, InstantSource.fixed(NOW));
  }

  /** Lets it all happen. */
  MadeHome lived() {
    runs();
    version(1, 2.5, "first");
    version(2, 3.5, HOSTILE);
    release(1, "the first one");
    release(2, HOSTILE);
    for (int hour = 0; hour < 5; hour++) {
      window(2, hour, 300, hour * 0.5);
    }
    quality();
    return this;
  }

  private void runs() {
    Lease first = stores.runs().start(change("run 1"), start(1, HERE)).lease();
    var _ = stores.runs().commit(change("stage 1"), first, made("prepare", "k", "v"));
    stores.runs().finish(change("end 1"), first, RunEnd.done());
    Lease second = stores.runs().start(reason("run 2", HOSTILE), start(2, HERE)).lease();
    stores.runs().finish(change("end 2"), second, RunEnd.failed("no such column: " + HOSTILE));
  }

  private void version(int number, double skill, String reason) {
    String scorer = "scorer " + number;
    var _ =
        stores.registry().register(reason("version " + number, reason), registration(scorer, 1));
    state(scorer, "evaluation", EvaluationJson.of(evaluation(skill)));
    state(
        scorer,
        "gate",
        GateJson.of(
            new GateVerdict(
                List.of(
                    new GateLine(
                        "auc >= 0.75", GateLine.Outcome.PASSED, 0.9, 0.75, "0.9 is enough"),
                    new GateLine(
                        "auc >= champion",
                        GateLine.Outcome.NOT_APPLICABLE,
                        Double.NaN,
                        Double.NaN,
                        HOSTILE)))));
    state(scorer, "reference", reference().toJson());
  }

  private void state(String scorer, String kind, Json body) {
    Digest blob = blobs.put(CanonicalJson.bytes(body));
    var _ =
        stores
            .evidence()
            .append(
                change(kind + scorer), new Evidence(digest(scorer), new EvidenceKind(kind), blob));
  }

  /** Another pipeline makes the same scorer as a version, and its gate refuses it. */
  void refuseElsewhere(int version) {
    Digest blob =
        blobs.put(
            CanonicalJson.bytes(
                GateJson.of(
                    new GateVerdict(
                        List.of(
                            new GateLine(
                                "auc >= 0.99", GateLine.Outcome.FAILED, 0.9, 0.99, "too low"))))));
    var _ =
        stores
            .evidence()
            .append(
                change("elsewhere", NOW),
                new Evidence(digest("scorer " + version), new EvidenceKind("gate"), blob));
  }

  /** An evaluation of scores that are the better the greater the skill. */
  private Evaluation evaluation(double skill) {
    int rows = 400;
    double[] scores = new double[rows];
    float[] labels = new float[rows];
    long[] hashes = new long[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = random.nextInt(3) == 0 ? 1 : 0;
      double margin = skill * (labels[row] - 0.5) + random.nextDouble(-2, 2);
      scores[row] = 1 / (1 + StrictMath.exp(-margin));
      hashes[row] = random.nextLong();
    }
    int[] half = IntStream.range(0, rows / 2).toArray();
    try (ExecutorService workers = Executors.newSingleThreadExecutor()) {
      return new EvaluationMaker(
              new Evaluator(
                  new EvaluateSettings(CostMatrix.EQUAL, List.of("company"), 1, 50), 3, workers),
              List.of("<no>", "yes & more"))
          .make(
              "candidate",
              new ScoredRows(Task.BINARY, 2, scores, labels, hashes),
              List.of(new Slice("company", HOSTILE, half)),
              0.5f);
    }
  }

  private static Reference reference() {
    return new Reference(
        columns(new SplittableRandom(5), 2000, 0),
        List.of(column(new SplittableRandom(6), "score", 2000, 0)),
        new TreeMap<>(java.util.Map.of("note", "free text <b>")));
  }

  private static List<WatchedColumn> columns(SplittableRandom random, int rows, double shift) {
    CategoryCounter kinds = new CategoryCounter(Vocabulary.of(List.of("<i>cash", "card")));
    for (int row = 0; row < rows; row++) {
      kinds.add(random.nextInt(2));
    }
    return List.of(
        column(random, "fare", rows, shift),
        column(random, "<em>miles", rows, 0),
        new WatchedColumn(
            new ColumnName("payment"), new Distribution.Categories(kinds.snapshot())));
  }

  private static WatchedColumn column(
      SplittableRandom random, String name, int rows, double shift) {
    FixedEdgeCounter counter = new FixedEdgeCounter(Edges.equalWidth(-3, 3, 12));
    for (int row = 0; row < rows; row++) {
      counter.add(random.nextGaussian() + shift);
    }
    return new WatchedColumn(new ColumnName(name), new Distribution.Numbers(counter.snapshot()));
  }

  /** Releases a version with all traffic at once, as where no server runs. */
  void release(int version, String reason) {
    var _ =
        new Releases(stores, blobs)
            .apply(
                reason("release " + version + " " + reason.hashCode(), reason),
                TARGET,
                new ReleaseEvent.Propose(
                    "release " + version + " " + reason.hashCode(),
                    ReleaseContents.of(
                        stores,
                        PROJECT,
                        stores.registryQueries().loadVersion(PROJECT, TIPS, version)),
                    ReleaseStrategy.IMMEDIATE,
                    new TreeSet<>()));
  }

  private void window(int version, int hour, int rows, double shift) {
    TrafficWindow window =
        new TrafficWindow(
            rows, columns(random, rows, shift), List.of(column(random, "score", rows, 0)));
    close(version, hour, WindowKind.TRAFFIC, window.toJson());
  }

  private void quality() {
    close(
        2,
        3,
        WindowKind.QUALITY,
        Json.members()
            .put("version", 1)
            .put("labels", 120)
            .put("metrics", Json.members().put("auc", 0.8125).build())
            .build());
  }

  private void close(int version, int hour, WindowKind kind, Json content) {
    Instant from = NOON.plus(Duration.ofHours(hour));
    stores
        .serving()
        .windows()
        .close(
            change("window " + kind + hour),
            new MonitorWindow(
                TARGET,
                version,
                kind,
                new NodeName("node-1"),
                from,
                from.plus(Duration.ofHours(1)),
                content));
  }

  private static Change reason(String key, String reason) {
    Change change = change(key);
    return new Change(change.project(), change.actor(), reason, key, change.at());
  }
}
