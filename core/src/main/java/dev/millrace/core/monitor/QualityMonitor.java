package dev.millrace.core.monitor;

import dev.millrace.core.serve.join.JoinCounts;
import dev.millrace.core.serve.join.JoinLimits;
import dev.millrace.core.serve.join.LabelJoin;
import dev.millrace.core.serve.join.LabelledPrediction;
import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.LogRead;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.RecordSink;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.MonitorWindows;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the streams of predictions and labels, and closes windows of quality. {@link #tick} is
 * called by one thread, never an event loop.
 *
 * <p>Nothing is kept but the closed windows: a monitor that starts again reads the log from its
 * beginning, of what was compacted the newest, and each version's newest window tells up to which
 * label it was counted. A label that was in the log before its own prediction and not yet in a
 * closed window when the process died is taken for counted.
 */
public final class QualityMonitor {
  /** Predictions that wait for their labels; about 150 MB when all are there. */
  private static final JoinLimits LIMITS = new JoinLimits(500_000, 500_000);

  private static final RowJson NO_ROW = RowJson.of("{}");

  private final LogReader<LoggedPrediction> predictions;
  private final LogReader<LoggedLabel> labels;
  private final Recall recall;
  private final MonitorWindows windows;
  private final ProjectName project;
  private final EnvironmentName environment;
  private final NodeName node;
  private final QualityBases bases;
  private final Consumer<LabelledPrediction> heard;
  private final ExecutorService workers;
  private final LabelJoin join = new LabelJoin(LIMITS, this::labelled);
  private final Map<Key, Version> versions = new HashMap<>();
  private final SortedMap<NodeId, Long> counted = new TreeMap<>();
  private final Map<ModelName, AtomicLong> labelledByModel = new ConcurrentHashMap<>();

  /** Closed windows the store has not taken yet, oldest first. */
  private final Deque<Closed> waiting = new ArrayDeque<>();

  /** Behind the records that were recalled: a segment may still be there beside its set. */
  private final Map<NodeId, Long> predictionsRecalled = new HashMap<>();

  private final Map<NodeId, Long> labelsRecalled = new HashMap<>();
  private boolean recalled;
  private boolean gap;
  private LogOffsets predictionsRead = LogOffsets.START;
  private LogOffsets labelsRead = LogOffsets.START;
  private Instant now = Instant.EPOCH;
  private @Nullable NodeId labelNode;
  private long labelSequence;

  /** Gives what versions are measured by. */
  public interface QualityBases {
    /** Empty when nothing is known of the version: its quality is not watched. */
    Optional<QualityBasis> find(ReleaseTarget target, int version);

    MonitorSettings settings(ReleaseTarget target);
  }

  /** What of the log is not in segments any more. */
  public interface Recall {
    /** Of a log that nobody compacts. */
    Recall NONE =
        new Recall() {
          @Override
          public void predictions(long most, RecordSink<LoggedPrediction> sink) {}

          @Override
          public void labels(long most, RecordSink<LoggedLabel> sink) {}
        };

    /** The newest predictions, at least so many if there are; their rows may be empty. */
    void predictions(long most, RecordSink<LoggedPrediction> sink);

    /** The newest labels, at least so many if there are. */
    void labels(long most, RecordSink<LoggedLabel> sink);
  }

  private record Key(ReleaseTarget target, int version) {}

  private record Closed(Change change, MonitorWindow window) {}

  /** What is known of one version. */
  private static final class Version {
    private final Optional<QualityBasis> basis;
    private final SortedMap<NodeId, Long> before;
    private @Nullable QualityCounts open;
    private Instant since = Instant.MAX;

    Version(Optional<QualityBasis> basis, SortedMap<NodeId, Long> before) {
      this.basis = basis;
      this.before = before;
    }
  }

  /**
   * @param log folder of the prediction log of the environment
   * @param recall asked once, at the first tick
   * @param heard is told of every prediction whose label is known, or has become another
   * @param workers computes intervals; the ticking thread waits for them
   */
  public QualityMonitor(
      Path log,
      Recall recall,
      MonitorWindows windows,
      ProjectName project,
      EnvironmentName environment,
      NodeName node,
      QualityBases bases,
      Consumer<LabelledPrediction> heard,
      ExecutorService workers) {
    this.predictions = LogReader.predictions(log);
    this.labels = LogReader.labels(log);
    this.recall = recall;
    this.windows = windows;
    this.project = project;
    this.environment = environment;
    this.node = node;
    this.bases = bases;
    this.heard = heard;
    this.workers = workers;
  }

  /** Reads what is new and closes windows that are full. */
  public void tick(Instant at) {
    now = at;
    boolean first = !recalled;
    if (first) {
      recall.predictions(LIMITS.predictions(), this::recalledPrediction);
      recall.labels(LIMITS.predictions(), this::recalledLabel);
      recalled = true;
    }
    LogRead made =
        predictions.read(
            predictionsRead,
            (prediction, of, sequence) -> {
              if (sequence >= predictionsRecalled.getOrDefault(of, 0L)) {
                join.prediction(slim(prediction));
              }
            });
    predictionsRead = made.to();
    LogRead told =
        labels.read(
            labelsRead,
            (label, of, sequence) -> {
              if (sequence >= labelsRecalled.getOrDefault(of, 0L)) {
                label(label, of, sequence);
              }
            });
    labelsRead = told.to();
    gap |= !first && made.missing() + told.missing() > 0;
    versions.forEach(this::closeWhenOver);
    keep();
  }

  /**
   * Whether records were missing that were there to be read at an earlier tick: they were damaged,
   * or compacted before they were read. A monitor that starts again finds the latter.
   */
  public boolean hasGap() {
    return gap;
  }

  private void recalledPrediction(LoggedPrediction prediction, NodeId of, long sequence) {
    predictionsRecalled.merge(of, sequence + 1, Math::max);
    join.prediction(slim(prediction));
  }

  private void recalledLabel(LoggedLabel label, NodeId of, long sequence) {
    labelsRecalled.merge(of, sequence + 1, Math::max);
    label(label, of, sequence);
  }

  /** Walks over everything that waits; for people. */
  public JoinCounts counts() {
    return join.counts();
  }

  /** Predictions of a model whose label was known at some time; any thread may ask. */
  public long labelled(ModelName model) {
    AtomicLong count = labelledByModel.get(model);
    return count == null ? 0 : count.get();
  }

  /** The row itself is not needed here, and is most of the record. */
  private static LoggedPrediction slim(LoggedPrediction made) {
    return new LoggedPrediction(
        made.id(),
        made.atMicros(),
        made.served(),
        NO_ROW,
        made.scores(),
        made.decision(),
        made.samplingProbability(),
        made.key(),
        made.warnings());
  }

  private void label(LoggedLabel label, NodeId of, long sequence) {
    labelNode = of;
    labelSequence = sequence;
    join.label(label);
    labelNode = null;
    counted.put(of, sequence + 1);
    versions.forEach(this::closeWhenFull);
  }

  private void labelled(LabelledPrediction labelled) {
    heard.accept(labelled);
    ServedVersion served = labelled.prediction().served();
    if (labelled.replaced().isEmpty()) {
      labelledByModel.computeIfAbsent(served.model(), any -> new AtomicLong()).incrementAndGet();
    }
    Key key = new Key(new ReleaseTarget(served.model(), environment), served.version());
    Version version = versions.computeIfAbsent(key, this::open);
    if (version.basis.isEmpty() || wasCounted(version)) {
      return;
    }
    QualityCounts open = version.open;
    double sampling = labelled.prediction().samplingProbability();
    if (open != null && open.sampling() != sampling && open.rows() > 0) {
      close(key, version, open);
      open = null;
    }
    if (open == null || open.sampling() != sampling) {
      open = new QualityCounts(version.basis.get(), sampling);
      version.open = open;
      version.since = now;
    }
    open.add(labelled);
  }

  private boolean wasCounted(Version version) {
    NodeId of = labelNode;
    return of != null && labelSequence < version.before.getOrDefault(of, 0L);
  }

  private Version open(Key key) {
    SortedMap<NodeId, Long> before = new TreeMap<>();
    windows.list(project, key.target(), WindowKind.QUALITY, Instant.EPOCH, 10_000).stream()
        .filter(window -> window.version() == key.version())
        .map(window -> QualityWindow.fromJson(window.content()).labels())
        .forEach(labels -> labels.forEach((of, next) -> before.merge(of, next, Math::max)));
    return new Version(bases.find(key.target(), key.version()), before);
  }

  private void closeWhenFull(Key key, Version version) {
    QualityCounts open = version.open;
    if (open != null && open.rows() >= bases.settings(key.target()).quality().windowRows()) {
      close(key, version, open);
    }
  }

  private void closeWhenOver(Key key, Version version) {
    QualityCounts open = version.open;
    MonitorSettings settings = bases.settings(key.target());
    if (open != null
        && open.rows() >= settings.quality().leastRows()
        && Duration.between(version.since, now).compareTo(settings.window()) >= 0) {
      close(key, version, open);
    }
  }

  private void close(Key key, Version version, QualityCounts open) {
    QualityWindow window = open.close(counted, workers);
    version.open = null;
    long labelsCounted = counted.values().stream().mapToLong(Long::longValue).sum();
    String place = key.target() + ":" + key.version() + ":" + labelsCounted + ":" + open.to();
    waiting.add(
        new Closed(
            new Change(
                project,
                new Actor(node.value(), Actor.Standing.SYSTEM),
                "",
                "quality:" + node + ":" + place,
                now),
            new MonitorWindow(
                key.target(),
                key.version(),
                WindowKind.QUALITY,
                node,
                open.from(),
                open.to(),
                window.toJson())));
  }

  /** A window leaves the queue once it is kept: a store that cannot be reached loses none. */
  private void keep() {
    while (!waiting.isEmpty()) {
      Closed next = waiting.element();
      windows.close(next.change(), next.window());
      waiting.remove();
    }
  }
}
